import { execFileSync } from 'node:child_process';
import { identify, type MetricsTarget } from '@gitops/kit';
import { build, find, render } from '@gitops/kit/testing';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { clusterId } from './cluster-id.ts';
import { kafka } from './kafka.ts';

const topics = [
  { name: 'postgres.public.document_chunks' },
  {
    name: 'postgres.public.agents',
    partitions: 6,
    replicationFactor: 5,
    config: { 'cleanup.policy': 'compact,delete', 'retention.ms': 3_600_000 },
  },
];

test('defaults', async () => {
  await expect(render(kafka)).toMatchFileSnapshot('golden/defaults.yaml');
});

test('every option set', async () => {
  const options = {
    replicas: 5,
    clusterId: 'MkU3OEVBNTcwNTJENDM2Qg',
    topics,
    autoCreateTopics: true,
    retentionHours: 24,
    storage: '100Gi',
    storageClass: 'managed-premium',
    resources: { requests: { cpu: '2', memory: '6Gi' }, limits: { cpu: '4', memory: '6Gi' } },
  };
  await expect(render(kafka, { component: 'events', options })).toMatchFileSnapshot('golden/full.yaml');
});

describe('settings', () => {
  test('a node is numbered after its Pod, because the name of the Pod is no number', () => {
    const [shell = '', ...args] = container(build(kafka).manifests).command;
    const printed = execFileSync(shell, [...args.slice(0, -1), String(args.at(-1)).replace('/etc/kafka/docker/run', 'env')], {
      env: { PATH: '/usr/bin:/bin', POD_NAME: 'kafka-12' },
      encoding: 'utf8',
    });
    expect(printed).toContain('KAFKA_NODE_ID=12\n');
  });

  test('the cluster ID has the name that the image reads', () => {
    expect(variables().CLUSTER_ID).toBe(clusterId(identify({ environment: 'test', namespace: 'test', component: 'kafka' })));
    expect(variables()).not.toHaveProperty('KAFKA_CLUSTER_ID');
    expect(variables({ clusterId: 'MkU3OEVBNTcwNTJENDM2Qg' }).CLUSTER_ID).toBe('MkU3OEVBNTcwNTJENDM2Qg');
  });

  test('every listener of the brokers is advertised, at an address of the Pod itself', () => {
    const { KAFKA_LISTENERS: listeners, KAFKA_ADVERTISED_LISTENERS: advertised } = variables();
    expect(listeners).toBe('PLAINTEXT://:9092,CONTROLLER://:9093');
    expect(advertised).toBe('PLAINTEXT://$(POD_NAME).kafka-headless.test.svc.cluster.local:9092');
    const names = Object.keys(variables());
    expect(names.indexOf('POD_NAME')).toBeLessThan(names.indexOf('KAFKA_ADVERTISED_LISTENERS'));
  });

  test('no limit in bytes undercuts the retention in hours (V030)', () => {
    expect(variables({ retentionHours: 24 })).toMatchObject({ KAFKA_LOG_RETENTION_HOURS: '24' });
    expect(variables()).not.toHaveProperty('KAFKA_LOG_RETENTION_BYTES');
  });

  test('partitions lie on three nodes at most and bear the loss of one', () => {
    expect(variables({ replicas: 5 })).toMatchObject({ KAFKA_DEFAULT_REPLICATION_FACTOR: '3', KAFKA_MIN_INSYNC_REPLICAS: '2' });
  });

  test('a single node asks for no second replica, and nothing keeps its machine from being drained', () => {
    const single = variables({ replicas: 1 });
    for (const [name, value] of Object.entries(single)) {
      if (/REPLICATION_FACTOR$|MIN_ISR$|MIN_INSYNC_REPLICAS$/.test(name)) expect([name, value]).toEqual([name, '1']);
    }
    expect(single.KAFKA_CONTROLLER_QUORUM_VOTERS).toBe('0@kafka-0.kafka-headless.test.svc.cluster.local:9093');
    expect(() => find(build(kafka, { options: { replicas: 1 } }).manifests, 'PodDisruptionBudget')).toThrow('found 0');
  });

  test.each([0, 2, 4, -1])('%i nodes have no majority worth having', (replicas) => {
    expect(() => build(kafka, { options: { replicas } })).toThrow('replicas');
  });
});

describe('cluster ID', () => {
  const ids = Array.from({ length: 500 }, (_, n) => clusterId(identify({ environment: 'test', namespace: `n${n}`, component: 'kafka' })));

  test('is a Kafka UUID: 16 bytes that no tool takes for an option', () => {
    for (const id of ids) {
      expect(Buffer.from(id, 'base64url')).toHaveLength(16);
      expect(id).toMatch(/^[A-Za-z0-9_][A-Za-z0-9_-]{21}$/);
    }
  });

  test('differs between clusters, and does not follow what may be renamed', () => {
    expect(new Set(ids).size).toBe(ids.length);
    const named = (environment: string, component: string) => clusterId(identify({ environment, namespace: 'a', component }));
    expect(named('staging', 'kafka')).toBe(named('production', 'kafka'));
    expect(named('staging', 'kafka')).not.toBe(named('staging', 'events'));
  });
});

describe('nodes', () => {
  test('find each other before they are ready, and start together', () => {
    const { manifests } = build(kafka);
    expect(find(manifests, 'Service', 'kafka-headless')).toMatchObject({ spec: { clusterIP: 'None', publishNotReadyAddresses: true } });
    expect(find(manifests, 'StatefulSet')).toMatchObject({ spec: { podManagementPolicy: 'Parallel', serviceName: 'kafka-headless' } });
  });

  test('prefer machines of their own, but run on one machine too', () => {
    const { spec } = find(build(kafka).manifests, 'StatefulSet') as { spec: { template: { spec: object } } };
    expect(spec.template.spec).toMatchObject({
      topologySpreadConstraints: [
        { topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway' },
        { topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' },
      ],
    });
    expect(JSON.stringify(spec)).not.toContain('DoNotSchedule');
  });

  test('are not configured by accident: Kubernetes would set KAFKA_PORT for the Service kafka', () => {
    const { spec } = find(build(kafka).manifests, 'StatefulSet') as { spec: { template: { spec: object } } };
    expect(spec.template.spec).toMatchObject({ enableServiceLinks: false });
  });

  test("keep their data exactly where the image declares its volume, and not in the volume's root", () => {
    expect(container(build(kafka).manifests).volumeMounts).toContainEqual({ name: 'data', mountPath: '/var/lib/kafka/data' });
    expect(variables().KAFKA_LOG_DIRS).toBe('/var/lib/kafka/data/kraft');
  });

  test('log to standard output only, whichever file their version reads: others fill the node', () => {
    const { data } = find(build(kafka).manifests, 'ConfigMap') as { data: Readonly<Record<string, string>> };
    expect(Object.keys(data)).toEqual(['log4j2.yaml', 'log4j.properties']);
    expect(Object.keys(parse(data['log4j2.yaml'] ?? '').Configuration.Appenders)).toEqual(['Console']);
    expect(data['log4j.properties']?.match(/^log4j\.appender\.\w+=.*$/gm)).toEqual([
      'log4j.appender.stdout=org.apache.log4j.ConsoleAppender',
    ]);
    expect(data['log4j.properties']).toContain('\nlog4j.rootLogger=INFO, stdout\n');
  });

  test('are not restarted while they wait for a quorum, but get no traffic either', () => {
    const { startupProbe, livenessProbe, readinessProbe } = container(build(kafka).manifests);
    expect([startupProbe, livenessProbe, readinessProbe].map((probe) => probe.tcpSocket.port)).toEqual([
      'controller',
      'controller',
      'client',
    ]);
  });
});

test('without authentication there is no Secret, and no authorizer that would refuse everybody', () => {
  const { connection, secrets } = build(kafka);
  expect(connection).toMatchObject({ bootstrapServers: 'kafka.test.svc.cluster.local:9092', securityProtocol: 'PLAINTEXT' });
  expect(secrets).toEqual([]);
  expect(Object.keys(variables()).filter((name) => /AUTHORIZER|SASL|SUPER_USERS/.test(name))).toEqual([]);
});

describe('exporter', () => {
  test('is one for the cluster, and no node for clients or disruption budgets', () => {
    const { manifests } = build(kafka);
    const { spec } = find(manifests, 'Deployment', 'kafka-exporter') as { spec: { selector: { matchLabels: object } } };
    const exporter = { 'app.kubernetes.io/name': 'kafka-exporter' };
    const nodes = { 'app.kubernetes.io/name': 'kafka' };
    expect(spec).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' }, selector: { matchLabels: exporter } });
    expect(find(manifests, 'Service', 'kafka')).toMatchObject({ spec: { selector: nodes } });
    expect(find(manifests, 'PodDisruptionBudget')).toMatchObject({ spec: { selector: { matchLabels: nodes } } });
    expect(targets({})).toMatchObject([{ port: 'metrics', selector: exporter }]);
  });

  test('asks any node, and tells all that it was told', () => {
    expect(JSON.stringify(find(build(kafka).manifests, 'Deployment'))).toContain(
      '"args":["--kafka.server=kafka.test.svc.cluster.local:9092","--concurrent.enable"]',
    );
  });

  test('is expected to see as many nodes as there are', () => {
    expect(targets({ replicas: 5 })[0]?.rules).toContain('kafka_brokers{job="{{job}}"}) < 5');
  });

  function targets(options: object): readonly MetricsTarget[] {
    return build(kafka, { options }).metrics;
  }
});

describe('topics', () => {
  test('are listed with what they do not say, on as many nodes as there are (W073, W074)', () => {
    expect(listed(3)).toBe(
      'postgres.public.document_chunks 3 3\npostgres.public.agents 6 3 cleanup.policy=[compact,delete],retention.ms=[3600000]\n',
    );
    expect(listed(1)).toContain('postgres.public.document_chunks 3 1\n');
  });

  test('a changed list is a new Job', () => {
    const jobOf = (partitions: number) =>
      find(build(kafka, { options: { topics: [{ name: 'a', partitions }] } }).manifests, 'Job').metadata;
    expect(jobOf(3)).not.toEqual(jobOf(4));
  });

  test.each([{ name: 'a b' }, { name: 'a', config: { 'cleanup.policy': 'compact, delete' } }, { name: 'a', config: { x: '[1]' } }])(
    'what the list could not carry is refused: %o',
    (topic) => {
      expect(() => build(kafka, { options: { topics: [topic] } })).toThrow('topics');
    },
  );

  function listed(replicas: number): string | undefined {
    const configs = build(kafka, { options: { replicas, topics } }).manifests.map(
      (manifest) => manifest.toJSON() as { data?: Record<string, string> },
    );
    return configs.map(({ data }) => data?.['topics.txt']).find((list) => list !== undefined);
  }
});

interface Container {
  command: string[];
  env: { name: string; value?: string }[];
  volumeMounts: object[];
  startupProbe: Probe;
  readinessProbe: Probe;
  livenessProbe: Probe;
}

interface Probe {
  tcpSocket: { port: string };
}

function container(manifests: Parameters<typeof find>[0]): Container {
  // `find` leaves the type open.
  const { spec } = find(manifests, 'StatefulSet') as { spec: { template: { spec: { containers: [Container] } } } };
  return spec.template.spec.containers[0];
}

function variables(options: object = {}): Record<string, string | undefined> {
  return Object.fromEntries(container(build(kafka, { options }).manifests).env.map(({ name, value }) => [name, value]));
}
