import { spawnSync } from 'node:child_process';
import { amount } from '@gitops/kit';
import { mainContainer } from '@gitops/kit/testing';
import { describe, expect, test } from 'vitest';
import { dataOf } from '../tools/generator/testing/environment.ts';
import { objectIn, objectsIn, projectOf, rendered, wavesOf } from '../tools/generator/testing/rendered.ts';

const environment = rendered('environments/posthog-self-hosted');
const objects = objectsIn(environment);
const project = projectOf('posthog-self-hosted', 'voicehelper');
const readme = environment.files.get('README.md') ?? '';
const waves = wavesOf(environment);

describe('namespaces', () => {
  const own = ['posthog', 'voicehelper-prod'];

  test('are made by the environment, and each holds what the guide puts there (P004, P005)', () => {
    expect(objects.flatMap(({ kind, metadata }) => (kind === 'Namespace' ? metadata.name : [])).sort()).toEqual(own);
    const workloads = objects.filter(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet');
    const inside = (namespace: string) =>
      workloads
        .filter(({ metadata }) => metadata.namespace === namespace)
        .map(({ metadata }) => metadata.name)
        .filter((name) => !name.endsWith('-exporter'))
        .sort();
    expect(inside('voicehelper-prod')).toEqual(['model-router', 'postgres-service', 'redis-service']);
    expect(inside('posthog')).toEqual([
      'posthog-clickhouse',
      'posthog-kafka',
      'posthog-plugins',
      'posthog-postgres',
      'posthog-redis',
      'posthog-scheduler',
      'posthog-web',
      'posthog-worker',
    ]);
    for (const [kind, name] of [
      ['ConfigMap', 'model-router-config'],
      ['HorizontalPodAutoscaler', 'model-router'],
      ['Service', 'model-router'],
      ['Ingress', 'model-router'],
    ] as const) {
      expect(objectIn(environment, kind, name).metadata.namespace).toBe('voicehelper-prod');
    }
    expect(objectIn(environment, 'HorizontalPodAutoscaler', 'model-router').spec).toMatchObject({ minReplicas: 3 });
    expect(readme).toContain('kubectl create secret generic model-router-secret --namespace voicehelper-prod');
  });

  test('are exactly those that the project allows, to deploy to and to make', () => {
    const { destinations, clusterResourceWhitelist } = project.spec as {
      destinations: { namespace: string }[];
      clusterResourceWhitelist: { kind: string; name: string }[];
    };
    expect(destinations.map(({ namespace }) => namespace)).toEqual(own);
    expect(clusterResourceWhitelist.map(({ kind, name }) => `${kind} ${name}`)).toEqual(own.map((name) => `Namespace ${name}`));
    expect(new Set(objects.map(({ metadata, kind }) => (kind === 'Namespace' ? metadata.name : metadata.namespace)))).toEqual(new Set(own));
  });

  test('share no name of an object', () => {
    const names = objects.filter(({ kind }) => kind !== 'NetworkPolicy').map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });
});

test('what keeps data comes first, then what reads from it, then PostHog, then who asks it', () => {
  expect(waves).toMatchObject({ 'posthog-postgres': 100, 'posthog-redis': 100, 'posthog-kafka': 100 });
  expect(waves['posthog-clickhouse']).toBeGreaterThan(waves['posthog-kafka'] ?? Number.NaN);
  expect(waves.posthog).toBeGreaterThan(waves['posthog-clickhouse'] ?? Number.NaN);
  expect(waves['model-router']).toBeGreaterThan(waves.posthog ?? Number.NaN);
});

describe('sizes of the guide', () => {
  test.each([
    ['posthog-postgres', '500m', '512Mi', '1', '2Gi', '20Gi'],
    ['posthog-redis', '250m', '256Mi', '500m', '1Gi', '5Gi'],
    ['posthog-clickhouse', '1', '2Gi', '4', '8Gi', '50Gi'],
  ])('%s: %s and %s, up to %s and %s, on %s (P012, P013, P014)', (name, cpu, memory, mostCpu, mostMemory, storage) => {
    const server = objectIn(environment, 'StatefulSet', name);
    expect(server.spec).toMatchObject({ replicas: 1, volumeClaimTemplates: [{ spec: { resources: { requests: { storage } } } }] });
    expect(mainContainer(server).resources).toEqual({
      requests: { cpu, memory },
      limits: { cpu: mostCpu, memory: mostMemory },
    });
  });

  test('add up to the seven Pods and 75Gi that it names, Kafka and what schedules and takes in left aside (P005, P015, P016, P017)', () => {
    const stateless = ['posthog-web', 'posthog-worker'].map((name) => objectIn(environment, 'Deployment', name));
    const stateful = ['posthog-postgres', 'posthog-redis', 'posthog-clickhouse'].map((name) => objectIn(environment, 'StatefulSet', name));
    const all = [...stateless, ...stateful];
    const total = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each);
    const sum = (what: 'requests' | 'limits', of: 'cpu' | 'memory') =>
      total(all.map((workload) => (workload.spec?.replicas ?? 0) * amount(String(mainContainer(workload).resources?.[what]?.[of]))));
    expect(total(all.map(({ spec }) => spec?.replicas ?? 0))).toBe(7);
    expect([sum('requests', 'cpu'), sum('limits', 'cpu')]).toEqual([3.75, 13.5]);
    expect([sum('requests', 'memory'), sum('limits', 'memory')]).toEqual([6.75 * 2 ** 30, 27 * 2 ** 30]);
    const claims = stateful.flatMap(({ spec }) => spec?.volumeClaimTemplates ?? []);
    const sizes = claims.map(({ spec }) => Number.parseInt(String(spec?.resources?.requests?.storage), 10));
    expect(total(sizes)).toBe(75);
  });
});

describe('what PostHog wants of its servers', () => {
  test('a ClickHouse that takes its tables, a Kafka that its clients understand, and the last PostHog that they go with (D20)', () => {
    const image = (kind: string, name: string) => mainContainer(objectIn(environment, kind, name)).image;
    expect(image('StatefulSet', 'posthog-clickhouse')).toMatch(/:22\.8\./);
    expect(image('StatefulSet', 'posthog-kafka')).toMatch(/:3\.9\./);
    expect(image('Deployment', 'posthog-web')).toBe('docker.io/posthog/posthog:release-1.43.1');
  });

  test('the cluster that its statements name is the one that ClickHouse has', () => {
    const data = dataOf(environment, 'posthog-config');
    const files = objects.flatMap((object) => (object as { data?: Record<string, string> }).data?.['cluster.xml'] ?? []);
    expect(files).toEqual([expect.stringContaining(`<${data.CLICKHOUSE_CLUSTER}>\n`)]);
  });

  test('ClickHouse may read from Kafka', () => {
    expect(JSON.stringify(objectIn(environment, 'NetworkPolicy', 'posthog-clickhouse').spec)).toContain('"posthog-kafka"');
    expect(JSON.stringify(objectIn(environment, 'NetworkPolicy', 'posthog-kafka').spec)).toContain('"posthog-clickhouse"');
  });

  test('a Redis that forgets what has an end, and no queue', () => {
    expect(dataOf(environment, 'posthog-redis')['redis.conf']).toContain('maxmemory-policy volatile-lru\n');
  });
});

describe('Model Router', () => {
  test('asks this PostHog, and the database under the name of the guide, which exists (P010, P021)', () => {
    expect(dataOf(environment, 'model-router-config')).toMatchObject({
      POSTHOG_ENABLED: 'true',
      POSTHOG_HOST: 'http://posthog-web.posthog.svc.cluster.local:8000',
      DB_HOST: 'postgres-service.voicehelper-prod.svc.cluster.local',
      DB_PORT: '5432',
      DB_NAME: 'model_router',
      DB_USER: 'model_router',
    });
    expect(objectIn(environment, 'Service', 'postgres-service').metadata.namespace).toBe('voicehelper-prod');
    expect(objectIn(environment, 'Service', 'posthog-web').metadata.namespace).toBe('posthog');
  });

  test('somebody makes its database, owned by who logs in (D2)', () => {
    const lists = objects.flatMap((object) => (object as { data?: Record<string, string> }).data?.['databases.txt'] ?? []);
    expect(lists.filter((list) => list.includes('model_router'))).toHaveLength(1);
  });

  test('gets out to PostHog by its namespace, to its database, its Redis and the providers (P006, P033)', () => {
    const { spec } = objectIn(environment, 'NetworkPolicy', 'model-router');
    expect(spec?.egress?.flatMap(({ to }) => to)).toContainEqual({
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'posthog' } },
      podSelector: { matchLabels: { 'app.kubernetes.io/component': 'posthog', 'app.kubernetes.io/part-of': 'posthog-self-hosted' } },
    });
    expect(JSON.stringify(spec?.egress)).not.toMatch(/posthog-(postgres|redis|clickhouse|kafka)/);
  });
});

test('people come in by two names, under certificates (P009, P027)', () => {
  for (const [name, host, namespace] of [
    ['posthog-web', 'posthog.voicehelper.example.com', 'posthog'],
    ['model-router', 'model-router.voicehelper.example.com', 'voicehelper-prod'],
  ] as const) {
    expect(objectIn(environment, 'Ingress', name)).toMatchObject({
      metadata: { namespace, annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt-prod' } },
      spec: { ingressClassName: 'nginx', tls: [{ hosts: [host], secretName: `${name}-tls` }], rules: [{ host }] },
    });
  }
  expect(objectIn(environment, 'ConfigMap', 'posthog-config')).toMatchObject({
    data: { SITE_URL: 'https://posthog.voicehelper.example.com' },
  });
});

describe('Secrets', () => {
  const [, command = ''] = /```sh\n(kubectl create secret generic posthog-secret [\s\S]*?)```/.exec(readme) ?? [];

  test('all of PostHog are one, and nothing of it is in the namespace of its users (P007)', () => {
    expect(command.match(/(?<=--from-literal=)\w+/g)).toEqual([
      'CLICKHOUSE_PASSWORD',
      'CLICKHOUSE_USER',
      'POSTHOG_DB_PASSWORD',
      'POSTHOG_DB_USER',
      'POSTHOG_REDIS_PASSWORD',
      'SECRET_KEY',
    ]);
    expect(readme.match(/generic posthog-secret --namespace \S+/g)).toEqual(['generic posthog-secret --namespace posthog']);
    expect(objects.filter(({ kind }) => kind === 'Secret')).toEqual([]);
  });

  test('the README has commands that make passwords, and a SECRET_KEY of 32 characters and more (P003, P007, P008)', () => {
    const printed = spawnSync('sh', ['-c', `kubectl() { printf '%s\\n' "$@"; }\n${command}`], { encoding: 'utf8' }).stdout;
    const values = Object.fromEntries([...printed.matchAll(/--from-literal=(\w+)=(.*)/g)].map(([, key = '', value = '']) => [key, value]));
    expect(values.SECRET_KEY?.length).toBeGreaterThanOrEqual(32);
    for (const key of ['POSTHOG_DB_PASSWORD', 'CLICKHOUSE_PASSWORD']) expect(values[key]).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set(Object.values(values)).size).toBeGreaterThanOrEqual(5);
  });
});
