import type { Peer } from './policy-peers.ts';

interface Port {
  readonly protocol: 'TCP' | 'UDP';
  readonly port: number | string;
}

/** What a NetworkPolicy lets through, in either direction: without peers everybody, without ports all of them. */
export interface PolicyRule {
  readonly peers?: readonly Peer[];
  readonly ports?: readonly Port[];
}

export function tcp(ports: readonly (number | string)[]): Port[] {
  return unique(ports.map((port) => ({ protocol: 'TCP', port })));
}

/** One rule for the same peers: several external names make one list of ports. A rule without ports stays alone. */
export function joined(rules: readonly PolicyRule[]): PolicyRule[] {
  const byPeers = new Map<string, PolicyRule>();
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
