import type { Reach } from '@gitops/kit';
import { type BuiltComponent, targetsOf } from '../build/build.ts';
import { grouped } from '../grouped.ts';
import type { Cluster, Component, Environment, ManifestObject } from '../model.ts';
import { contractOf } from '../resolve/needs.ts';
import { openPorts, podPort, portsBehindIngress } from './pod-ports.ts';
import { hostPeers, namespacePeer, type Peer, peerIn, podsOf } from './policy-peers.ts';
import { joined, type PolicyRule, tcp } from './policy-rules.ts';

/**
 * Who may talk to whom, as the needs have it: a component accepts traffic only from those that need it and sends only to what it needs,
 * to name servers and to itself (W081).
 */
export function networkPolicies(environment: Environment, built: readonly BuiltComponent[]): ReadonlyMap<string, ManifestObject> {
  const around = surroundings(environment, built);
  // What has no image has no Pods.
  const withPods = built.filter(({ component }) => component.image !== '');
  return new Map(withPods.map((each) => [each.component.name, policy(each, around)]));
}

interface Surroundings {
  readonly environment: Environment;
  readonly built: ReadonlyMap<string, BuiltComponent>;
  /** By the name of what they need. */
  readonly users: ReadonlyMap<string, readonly BuiltComponent[]>;
  readonly scrapers: readonly BuiltComponent[];
}

function surroundings(environment: Environment, built: readonly BuiltComponent[]): Surroundings {
  const users = grouped(
    built.flatMap((user) => [...new Set(Object.values(user.component.needs))].map((needed) => [needed, user] as const)),
  );
  const scrapers = built.filter(({ component }) => component.builder.observes === 'scrape');
  return { environment, built: new Map(built.map((each) => [each.component.name, each])), users, scrapers };
}

function policy(own: BuiltComponent, around: Surroundings): ManifestObject {
  const { self } = own.component;
  const pods = podsOf(own.component);
  const itself: PolicyRule = { peers: [{ podSelector: pods }] };
  const { cluster } = around.environment;
  const ingress = [itself, ...dependants(own, around), ...scrapers(own, around), ...operator(own, cluster), ...entrances(own, cluster)];
  const egress = [itself, nameServers, ...needed(own, around), ...scraped(own, around), ...outside(own.reaches)];
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

const nameServers: PolicyRule = {
  // The second is where NodeLocal DNSCache listens, on the node itself.
  peers: [namespacePeer('kube-system'), { ipBlock: { cidr: '169.254.20.10/32' } }],
  ports: [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ],
};

/** Those that need the component, and the namespaces that the environment names as its clients. */
function dependants({ component, objects }: BuiltComponent, { users }: Surroundings): PolicyRule[] {
  const reached = reachesOf(component);
  const needing = (users.get(component.name) ?? []).map((user) => peerIn(user.component, component.self.namespace));
  const peers: Peer[] = [...needing, ...component.clients.map(namespacePeer)];
  if (reached.length === 0 || peers.length === 0) return [];
  return [{ peers, ports: tcp(reached.map(({ port }) => podPort(objects, port))) }];
}

/** Whoever scrapes reaches the metrics of all components, and nothing else of theirs. */
function scrapers(own: BuiltComponent, around: Surroundings): PolicyRule[] {
  const others = around.scrapers.filter((other) => other !== own);
  const ports = others.length > 0 ? metricsPorts(own) : [];
  if (ports.length === 0) return [];
  return [{ peers: others.map((other) => peerIn(other.component, own.component.self.namespace)), ports: tcp(ports) }];
}

function scraped({ component }: BuiltComponent, { built }: Surroundings): PolicyRule[] {
  if (component.builder.observes !== 'scrape') return [];
  const others = [...built.values()].filter((other) => other.component.name !== component.name);
  return others.flatMap((other) => {
    const ports = metricsPorts(other);
    return ports.length > 0 ? [{ peers: [peerIn(other.component, component.self.namespace)], ports: tcp(ports) }] : [];
  });
}

function metricsPorts({ component }: BuiltComponent) {
  return targetsOf(component).map(({ port }) => port);
}

/** Whoever makes the Pods of the component looks after them. */
function operator({ component: { builder, self } }: BuiltComponent, { addons }: Cluster): PolicyRule[] {
  const own = builder.operated?.(self).operator;
  if (!own) return [];
  const namespace = addons.find(({ name }) => name === own.name)?.namespace ?? own.namespace;
  return [{ peers: [{ ...namespacePeer(namespace), podSelector: { matchLabels: { ...own.selector } } }], ports: tcp(own.ports) }];
}

/** What lets people in: an Ingress opens the way for its controller, a LoadBalancer or NodePort Service for everybody. */
function entrances({ objects }: BuiltComponent, { ingress }: Cluster): PolicyRule[] {
  const behind = portsBehindIngress(objects);
  const open = openPorts(objects);
  return [
    ...(behind.length > 0 && ingress ? [{ peers: [namespacePeer(ingress.namespace)], ports: tcp(behind) }] : []),
    ...(open.length > 0 ? [{ ports: tcp(open) }] : []),
  ];
}

function needed({ component }: BuiltComponent, { environment, built }: Surroundings): PolicyRule[] {
  return Object.values(component.needs).flatMap((name): PolicyRule[] => {
    const target = environment.components.get(name);
    if (!target) return [];
    const reached = reachesOf(target);
    if (target.kind === 'external') return outside(reached);
    if (reached.length === 0) return [];
    const objects = built.get(name)?.objects ?? [];
    return [{ peers: [peerIn(target, component.self.namespace)], ports: tcp(reached.map(({ port }) => podPort(objects, port))) }];
  });
}

function outside(reached: readonly Reach[]): PolicyRule[] {
  return reached.map(({ host, port }) => ({ peers: hostPeers(host), ports: tcp([port]) }));
}

function reachesOf(component: Component): readonly Reach[] {
  return contractOf(component).reaches(component.connection);
}
