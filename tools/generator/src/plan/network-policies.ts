import type { Reach } from '@gitops/kit';
import { type BuiltComponent, targetsOf } from '../build/build.ts';
import type { Cluster, Component, DeployedComponent, Environment, ManifestObject } from '../model.ts';
import { contractOf } from '../resolve/needs.ts';

interface Port {
  readonly protocol: 'TCP' | 'UDP';
  readonly port: number | string;
}
type Peer = Readonly<Record<string, unknown>>;
interface Rule {
  readonly peers?: readonly Peer[];
  readonly ports?: readonly Port[];
}

/**
 * Who may talk to whom, as the needs have it: a component accepts traffic only from those that need it and sends only to what it needs,
 * to name servers and to itself (W081).
 */
export function networkPolicies(environment: Environment, built: readonly BuiltComponent[]): ReadonlyMap<string, ManifestObject> {
  const byName = new Map(built.map((each) => [each.component.name, each]));
  // What has no image has no Pods.
  const withPods = built.filter(({ component }) => component.image !== '');
  return new Map(withPods.map((each) => [each.component.name, policy(each, environment, byName)]));
}

function policy(own: BuiltComponent, environment: Environment, built: ReadonlyMap<string, BuiltComponent>): ManifestObject {
  const { component } = own;
  const { self } = component;
  const pods = selectorOf(component);
  const ingress: Rule[] = [
    { peers: [{ podSelector: pods }] },
    ...dependants(own, environment, built),
    ...scrapers(own, built),
    ...operator(own, environment.cluster),
    ...entrances(own, environment.cluster),
  ];
  const egress: Rule[] = [
    { peers: [{ podSelector: pods }] },
    nameServers,
    ...targets(component, environment, built),
    ...scraped(component, built),
    ...outside(own.reaches),
  ];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: self.component, namespace: self.namespace, labels: { ...self.labels } },
    spec: {
      podSelector: pods,
      policyTypes: ['Ingress', 'Egress'],
      ingress: joined(ingress).map(({ peers, ports }) => ({ ...(peers ? { from: peers } : {}), ...(ports ? { ports } : {}) })),
      egress: joined(egress).map(({ peers, ports }) => ({ ...(peers ? { to: peers } : {}), ...(ports ? { ports } : {}) })),
    },
  };
}

const nameServers: Rule = {
  // The second is where NodeLocal DNSCache listens, on the node itself.
  peers: [namespacePeer('kube-system'), { ipBlock: { cidr: '169.254.20.10/32' } }],
  ports: [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ],
};

/** All Pods of the component, those of its Jobs included. */
function selectorOf({ builder, self }: DeployedComponent) {
  const operated = builder.operated?.(self);
  if (operated) return { matchLabels: { ...operated.selector } };
  const { 'app.kubernetes.io/component': component, 'app.kubernetes.io/part-of': environment } = self.labels;
  return { matchLabels: { 'app.kubernetes.io/component': component, 'app.kubernetes.io/part-of': environment } };
}

/** Those that need the component, and the namespaces that the environment names as its clients. */
function dependants({ component, objects }: BuiltComponent, { clients }: Environment, built: ReadonlyMap<string, BuiltComponent>): Rule[] {
  const reached = reachesOf(component);
  const users = [...built.values()].filter((other) => Object.values(other.component.needs).includes(component.name));
  const peers: Peer[] = [...users.map((user) => peerIn(user.component, component.self.namespace)), ...clients.map(namespacePeer)];
  if (reached.length === 0 || peers.length === 0) return [];
  return [{ peers, ports: unique(reached.map(({ port }) => ({ protocol: 'TCP', port: podPort(objects, port) }))) }];
}

function namespacePeer(namespace: string): Peer {
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } };
}

/** Whoever scrapes reaches the metrics of all components, and nothing else of theirs. */
function scrapers({ component }: BuiltComponent, built: ReadonlyMap<string, BuiltComponent>): Rule[] {
  const ports = targetsOf(component).map(({ port }): Port => ({ protocol: 'TCP', port }));
  const peers = [...built.values()].filter((other) => other.component.builder.observes === 'scrape' && other !== built.get(component.name));
  if (ports.length === 0 || peers.length === 0) return [];
  return [{ peers: peers.map((other) => peerIn(other.component, component.self.namespace)), ports: unique(ports) }];
}

function scraped(component: DeployedComponent, built: ReadonlyMap<string, BuiltComponent>): Rule[] {
  if (component.builder.observes !== 'scrape') return [];
  const others = [...built.values()].filter((other) => other.component.name !== component.name);
  return others.flatMap((other) => {
    const ports = targetsOf(other.component).map(({ port }): Port => ({ protocol: 'TCP', port }));
    return ports.length > 0 ? [{ peers: [peerIn(other.component, component.self.namespace)], ports: unique(ports) }] : [];
  });
}

/** Whoever makes the Pods of the component looks after them. */
function operator({ component: { builder, self } }: BuiltComponent, { addons }: Cluster): Rule[] {
  const own = builder.operated?.(self).operator;
  if (!own) return [];
  const namespace = addons.find(({ name }) => name === own.name)?.namespace ?? own.namespace;
  const peer = { ...namespacePeer(namespace), podSelector: { matchLabels: { ...own.selector } } };
  return [{ peers: [peer], ports: own.ports.map((port) => ({ protocol: 'TCP', port })) }];
}

/** What lets people in: an Ingress opens the way for its controller, a LoadBalancer or NodePort Service for everybody. */
function entrances({ objects }: BuiltComponent, { ingress }: Cluster): Rule[] {
  const rules: Rule[] = [];
  const services = objects.filter(({ kind }) => kind === 'Service');
  const behindIngress = objects.filter(({ kind }) => kind === 'Ingress').flatMap((object) => backends(object.spec));
  if (behindIngress.length > 0 && ingress) {
    const ports = behindIngress.map(({ service, port }) =>
      targetPort(
        services.find(({ metadata }) => metadata.name === service),
        port,
      ),
    );
    rules.push({
      peers: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': ingress.namespace } } }],
      ports: unique(ports),
    });
  }
  const open = services.filter(({ spec }) => ['LoadBalancer', 'NodePort'].includes((spec as ServiceSpec).type ?? ''));
  const ports = open.flatMap((service) => servicePorts(service).map(({ port }) => targetPort(service, port)));
  if (ports.length > 0) rules.push({ ports: unique(ports) });
  return rules;
}

function targets(component: DeployedComponent, environment: Environment, built: ReadonlyMap<string, BuiltComponent>): Rule[] {
  return Object.values(component.needs).flatMap((name): Rule[] => {
    const target = environment.components.get(name);
    if (!target) return [];
    const reached = reachesOf(target);
    if (target.kind === 'external') return outside(reached);
    if (reached.length === 0) return [];
    const objects = built.get(name)?.objects ?? [];
    return [
      {
        peers: [peerIn(target, component.self.namespace)],
        ports: reached.map(({ port }) => ({ protocol: 'TCP', port: podPort(objects, port) })),
      },
    ];
  });
}

/** A NetworkPolicy knows addresses, not names: an address is let through exactly, a name as its port anywhere. */
function outside(reached: readonly Reach[]): Rule[] {
  return reached.map(({ host, port }) => ({
    peers: isAddress(host)
      ? [{ ipBlock: { cidr: host.includes(':') ? `${host}/128` : `${host}/32` } }]
      : host === '*'
        ? publicAddresses
        : anyAddress,
    ports: [{ protocol: 'TCP', port }],
  }));
}

const anyAddress: Peer[] = [{ ipBlock: { cidr: '0.0.0.0/0' } }, { ipBlock: { cidr: '::/0' } }];
const publicAddresses: Peer[] = [
  { ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'] } },
  { ipBlock: { cidr: '::/0', except: ['fc00::/7', 'fe80::/10'] } },
];

function isAddress(host: string): boolean {
  return /^\d+\.\d+\.\d+\.\d+$/.test(host) || (host.includes(':') && /^[\da-f:]+$/i.test(host));
}

function reachesOf(component: Component): readonly Reach[] {
  return contractOf(component).reaches(component.connection);
}

function peerIn(component: DeployedComponent, namespace: string): Peer {
  const podSelector = selectorOf(component);
  if (component.self.namespace === namespace) return { podSelector };
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': component.self.namespace } }, podSelector };
}

interface ServiceSpec {
  readonly type?: string;
  readonly ports?: readonly { readonly name?: string; readonly port: number; readonly targetPort?: number | string }[];
}

function servicePorts(service: ManifestObject | undefined) {
  return (service?.spec as ServiceSpec | undefined)?.ports ?? [];
}

/** Policies see the ports of Pods, dependants those of Services. */
function podPort(objects: readonly ManifestObject[], port: number): number | string {
  const services = objects.filter(({ kind }) => kind === 'Service');
  const found = services.flatMap(servicePorts).find((each) => each.port === port);
  return found?.targetPort ?? port;
}

function targetPort(service: ManifestObject | undefined, wanted: number | string): Port {
  const found = servicePorts(service).find(({ name, port }) => port === wanted || name === wanted);
  return { protocol: 'TCP', port: found?.targetPort ?? found?.port ?? wanted };
}

interface IngressSpec {
  readonly rules?: readonly { readonly http?: { readonly paths?: readonly { readonly backend: Backend }[] } }[];
  readonly defaultBackend?: Backend;
}
interface Backend {
  readonly service?: { readonly name: string; readonly port?: { readonly name?: string; readonly number?: number } };
}

function backends(spec: unknown): { service: string; port: number | string }[] {
  const { rules = [], defaultBackend } = spec as IngressSpec;
  const all = [
    ...rules.flatMap(({ http }) => http?.paths?.map(({ backend }) => backend) ?? []),
    ...(defaultBackend ? [defaultBackend] : []),
  ];
  return all.flatMap(({ service }) => (service ? [{ service: service.name, port: service.port?.name ?? service.port?.number ?? 0 }] : []));
}

/** One rule for the same peers: several external names make one list of ports. A rule without ports means all of them and stays alone. */
function joined(rules: readonly Rule[]): Rule[] {
  const byPeers = new Map<string, Rule>();
  for (const { peers, ports } of rules) {
    const key = `${ports ? '' : 'all '}${JSON.stringify(peers)}`;
    const before = byPeers.get(key);
    byPeers.set(key, { ...(peers ? { peers } : {}), ...(ports ? { ports: unique([...(before?.ports ?? []), ...ports]) } : {}) });
  }
  return [...byPeers.values()];
}

function unique(ports: readonly Port[]): Port[] {
  return [...new Map(ports.map((each) => [`${each.protocol}/${each.port}`, each])).values()];
}
