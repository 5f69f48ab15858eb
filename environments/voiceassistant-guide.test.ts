import { expect, test } from 'vitest';
import { objectsIn, rendered } from '../tools/generator/testing/rendered.ts';

interface Rendered {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: unknown;
}

interface Service extends Rendered {
  readonly spec: { readonly selector: Labels; readonly ports: readonly { readonly port: number; readonly targetPort: string | number }[] };
}

interface Workload extends Rendered {
  readonly spec: {
    readonly replicas?: number;
    readonly template: { readonly metadata: { readonly labels: Labels }; readonly spec: { readonly containers: readonly Container[] } };
    readonly volumeClaimTemplates?: readonly {
      readonly spec: { readonly resources: { readonly requests: { readonly storage: string } } };
    }[];
  };
}

interface Container {
  readonly resources?: { readonly limits?: { readonly cpu?: string } };
  readonly ports?: readonly { readonly name?: string; readonly containerPort: number }[];
}

type Labels = Readonly<Record<string, string>>;

const namespace = 'voiceassistant-infra';
const objects = objectsIn(rendered('environments/voiceassistant')) as Rendered[];
const services = objects.filter((each): each is Service => each.kind === 'Service');
const workloads = objects.filter((each): each is Workload => ['Deployment', 'StatefulSet'].includes(each.kind));

test.each([
  ['postgres.voiceassistant-infra.svc.cluster.local', 5432],
  ['redis.voiceassistant-infra.svc.cluster.local', 6379],
  ['nacos.voiceassistant-infra.svc.cluster.local', 8848],
  ['milvus.voiceassistant-infra.svc.cluster.local', 19530],
  ['elasticsearch.voiceassistant-infra.svc.cluster.local', 9200],
  ['clickhouse.voiceassistant-infra.svc.cluster.local', 8123],
  ['kafka.voiceassistant-infra.svc.cluster.local', 9092],
  ['minio.voiceassistant-infra.svc.cluster.local', 9000],
])('%s:%i leads to Pods that listen there, and to no others (V022, V025, V026, V027, V028, V029, V030, V032)', (host, port) => {
  const listening = listeners(host, port);
  expect(listening.length).toBeGreaterThan(0);
  expect(listening.filter(({ listens }) => !listens)).toEqual([]);
});

test.each([
  ['clickhouse', 9000],
  ['etcd', 2379],
  ['minio', 9001],
  ['kafka-ui', 8080],
  ['prometheus', 9090],
  ['grafana', 3000],
  ['jaeger-query', 16686],
  ['alertmanager', 9093],
])('svc/%s can be forwarded at %i (V006, V007, V009, V011, V012, V013, V014, V031)', (name, port) => {
  const listening = listeners(`${name}.${namespace}.svc.cluster.local`, port);
  expect(listening.length).toBeGreaterThan(0);
  expect(listening.filter(({ listens }) => !listens)).toEqual([]);
});

test.each([
  ['postgres', '50Gi'],
  ['redis', '10Gi'],
  ['milvus', '100Gi'],
  ['elasticsearch', '100Gi'],
  ['clickhouse', '100Gi'],
  ['minio', '200Gi'],
  ['prometheus', '100Gi'],
  ['grafana', '10Gi'],
])('%s keeps its data on one volume of %s (V002, V003, V004, V005, V006, V007, V011, V012)', (name, storage) => {
  const { replicas, volumeClaimTemplates = [] } = statefulSet(name).spec;
  expect(replicas).toBe(1);
  expect(volumeClaimTemplates.map(({ spec: { resources } }) => resources.requests.storage)).toEqual([storage]);
});

test('Nacos and Kafka have three nodes, etcd has one (V008, V009, V010)', () => {
  expect(['nacos', 'kafka', 'etcd'].map((name) => statefulSet(name).spec.replicas)).toEqual([3, 3, 1]);
});

test('Pods are called as the commands of the guide have it, with a number at the end (V044)', () => {
  for (const name of ['postgres', 'redis', 'milvus', 'elasticsearch', 'clickhouse', 'kafka', 'minio']) {
    expect(statefulSet(name).metadata).toMatchObject({ name, namespace });
  }
});

test('everything lives in the one namespace (V001)', () => {
  const elsewhere = objects.filter(({ metadata }) => metadata.namespace !== undefined && metadata.namespace !== namespace);
  expect(elsewhere).toEqual([]);
  expect(objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name)).toEqual([namespace]);
});

test('nothing stands still for a limit on CPU while the machine is idle', () => {
  const limited = workloads.filter(({ spec }) => spec.template.spec.containers.some(({ resources }) => resources?.limits?.cpu));
  expect(limited.map(({ metadata: { name } }) => name)).toEqual([]);
});

/** What the Service of that name sends connections to, and whether somebody answers there. */
function listeners(host: string, port: number): { name: string; listens: boolean }[] {
  const found = services.filter(({ metadata }) => `${metadata.name}.${metadata.namespace}.svc.cluster.local` === host);
  return found.flatMap(({ metadata, spec: { selector, ports } }) => {
    const target = ports.find((each) => each.port === port)?.targetPort;
    const selected = workloads.filter(
      (each) => each.metadata.namespace === metadata.namespace && hasLabels(each.spec.template.metadata.labels, selector),
    );
    return selected.map(({ metadata: { name }, spec }) => ({
      name,
      listens: spec.template.spec.containers.some((each) => has(each, target)),
    }));
  });
}

function hasLabels(labels: Labels, selector: Labels): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

function has({ ports = [] }: Container, target: string | number | undefined): boolean {
  return ports.some(({ name, containerPort }) => target !== undefined && [name, containerPort].includes(target));
}

function statefulSet(name: string): Workload {
  const [found] = workloads.filter(({ kind, metadata }) => kind === 'StatefulSet' && metadata.name === name);
  if (!found) throw new Error(`no StatefulSet ${name}`);
  return found;
}
