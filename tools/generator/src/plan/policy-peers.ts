import type { DeployedComponent } from '../model.ts';

/** One side of a connection, as a NetworkPolicy names it. */
export type Peer = Readonly<Record<string, unknown>>;

/** All Pods of the component, those of its Jobs included. */
export function podsOf({ builder, self }: DeployedComponent) {
  const operated = builder.operated?.(self);
  if (operated) return { matchLabels: { ...operated.selector } };
  const { 'app.kubernetes.io/component': component, 'app.kubernetes.io/part-of': environment } = self.labels;
  return { matchLabels: { 'app.kubernetes.io/component': component, 'app.kubernetes.io/part-of': environment } };
}

/** The Pods of the component as a policy in that namespace sees them. */
export function peerIn(component: DeployedComponent, namespace: string): Peer {
  const podSelector = podsOf(component);
  if (component.self.namespace === namespace) return { podSelector };
  return { ...namespacePeer(component.self.namespace), podSelector };
}

export function namespacePeer(namespace: string): Peer {
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } };
}

/** A NetworkPolicy knows addresses, not names: an address is meant exactly, `*` is every public one, a name may be any. */
export function hostPeers(host: string): readonly Peer[] {
  if (isAddress(host)) return [{ ipBlock: { cidr: host.includes(':') ? `${host}/128` : `${host}/32` } }];
  return host === '*' ? publicAddresses : anyAddress;
}

const anyAddress: readonly Peer[] = [{ ipBlock: { cidr: '0.0.0.0/0' } }, { ipBlock: { cidr: '::/0' } }];
const publicAddresses: readonly Peer[] = [
  { ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'] } },
  { ipBlock: { cidr: '::/0', except: ['fc00::/7', 'fe80::/10'] } },
];

function isAddress(host: string): boolean {
  return /^\d+\.\d+\.\d+\.\d+$/.test(host) || (host.includes(':') && /^[\da-f:]+$/i.test(host));
}
