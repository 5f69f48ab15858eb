import { build, find, render } from '@gitops/kit/testing';
import { expect, test } from 'vitest';
import { clickhouse } from './clickhouse.ts';

const options = {
  database: 'analytics',
  user: 'voice',
  retentionDays: 30,
  tables: [
    {
      name: 'conversations',
      columns: { started_at: 'DateTime64(3) CODEC(Delta, ZSTD)', tenant: 'LowCardinality(String)', turns: 'UInt16' },
      orderBy: ['tenant', 'started_at'],
      time: 'started_at',
    },
    { name: 'costs', columns: { day: 'Date', amount: 'Decimal(18, 4)' }, orderBy: ['day'], time: 'day', retentionDays: 730 },
  ],
  cluster: 'analytics',
  settings: { allow_nondeterministic_mutations: '1', max_threads: '8' },
  storage: '200Gi',
  storageClass: 'managed-premium',
  resources: { requests: { cpu: '2', memory: '8Gi' }, limits: { cpu: '4', memory: '16Gi' } },
};

test('defaults', async () => {
  await expect(render(clickhouse)).toMatchFileSnapshot('golden/defaults.yaml');
});

test('every option set', async () => {
  const rendering = { component: 'analytics', secretName: 'analytics-login', secretKeys: { password: 'CLICKHOUSE_PASSWORD' }, options };
  await expect(render(clickhouse, rendering)).toMatchFileSnapshot('golden/full.yaml');
});

test('another product has its own version and size of it', () => {
  const own = { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '4', memory: '8Gi' } };
  const rendering = {
    component: 'posthog-clickhouse',
    image: 'docker.io/clickhouse/clickhouse-server:24.8.7.41',
    options: { resources: own },
  };
  const { manifests } = build(clickhouse, rendering);
  expect(server(manifests)).toMatchObject({ image: 'docker.io/clickhouse/clickhouse-server:24.8.7.41', resources: own });
});

test('adds to the configuration of the image, file by file: without it the server would listen to its own Pod only', () => {
  const mounts = server().volumeMounts.filter(({ mountPath }) => mountPath.startsWith('/etc/'));
  expect(mounts.map(({ mountPath, subPath }) => ({ mountPath, subPath }))).toEqual([
    { mountPath: '/etc/clickhouse-server/config.d/zz-server.xml', subPath: 'server.xml' },
    { mountPath: '/etc/clickhouse-server/users.d/zz-users.xml', subPath: 'users.xml' },
  ]);
});

test('what an application wants beyond a database is added beside the rest, and only where it is wanted', () => {
  const wanted = { cluster: 'posthog', settings: { allow_nondeterministic_mutations: '1' } };
  const { manifests } = build(clickhouse, { component: 'posthog-clickhouse', options: wanted });
  const paths = server(manifests).volumeMounts.map(({ mountPath }) => mountPath);
  expect(paths).toContain('/etc/clickhouse-server/config.d/zz-cluster.xml');
  expect(paths).toContain('/etc/clickhouse-server/users.d/zz-settings.xml');
  expect(file('settings.xml', wanted)).toContain('<allow_nondeterministic_mutations>1</allow_nondeterministic_mutations>');
  expect(server().volumeMounts.filter(({ mountPath }) => /cluster|settings/.test(mountPath))).toEqual([]);
});

test('a cluster of one is found without DNS, and what it coordinates is on the volume (C19)', () => {
  const text = file('cluster.xml', { cluster: 'posthog' });
  expect(text).toMatch(/<posthog>\s*<shard>/);
  expect(text.match(/<host(name)?>.*</g)).toEqual(['<host>localhost<', '<host>localhost<', '<hostname>localhost<']);
  expect(text).toContain('<replica>clickhouse-0</replica>');
  const paths = text.match(/(?<=_storage_path>)\/[^<]+/g) ?? [];
  expect(paths.filter((path) => path.startsWith('/var/lib/clickhouse/'))).toHaveLength(2);
});

test.each([{ cluster: 'post hog' }, { settings: { 'max threads': '1' } }, { settings: { max_threads: '1</max_threads>' } }])(
  'is refused: %j',
  (wrong) => {
    expect(() => build(clickhouse, { options: wrong })).toThrow('data/');
  },
);

test('nobody gets in without a password: the user of the image is gone, ours has the hash of what the Secret holds', () => {
  const users = file('users.xml');
  expect(users).toContain('<default remove="remove"/>');
  expect(users).toContain('<password_sha256_hex from_env="CH_PASSWORD_SHA256"/>');
  expect(server().env).toContainEqual({
    name: 'CH_PASSWORD',
    valueFrom: { secretKeyRef: { name: 'clickhouse-secret', key: 'password' } },
  });
  expect(build(clickhouse, { options }).secrets).toEqual([
    {
      name: 'clickhouse-secret',
      keys: { username: { from: 'literal', value: 'voice' }, password: expect.objectContaining({ from: 'random' }) },
    },
  ]);
});

test('the user "default" can not be asked for, because it is switched off', () => {
  expect(() => build(clickhouse, { options: { user: 'default' } })).toThrow('pattern');
});

test('the entrypoint writes no users: its directory is read-only', () => {
  const names = server().env.map(({ name }) => name);
  expect(names).toEqual(['CH_PASSWORD', 'CLICKHOUSE_SKIP_USER_SETUP']);
});

test.each([
  'query_log',
  'query_thread_log',
  'query_views_log',
  'query_metric_log',
  'part_log',
  'trace_log',
  'text_log',
  'error_log',
  'metric_log',
  'latency_log',
  'asynchronous_metric_log',
  'opentelemetry_span_log',
  'backup_log',
  's3queue_log',
])('%s does not grow for ever (V029)', (table) => {
  const [, section] = file('server.xml', { retentionDays: 30 }).match(new RegExp(`<${table}[ >](.*?)</${table}>`, 's')) ?? [];
  expect(section).toMatch(/_date \+ INTERVAL 30 DAY DELETE/);
});

test('compresses with zstd, and does not let caches eat a small memory (V029)', () => {
  expect(file('server.xml')).toMatch(/<compression>\s*<case>\s*<method>zstd<\/method>/);
  expect(file('server.xml')).toContain('<cache_size_to_ram_max_ratio>0.2<');
});

test('Prometheus asks where the server answers', () => {
  const [target] = build(clickhouse).metrics;
  const port = server().ports.find(({ name }) => name === target?.port)?.containerPort;
  expect(file('server.xml')).toMatch(new RegExp(`<prometheus>\\s*<endpoint>/metrics</endpoint>\\s*<port>${port}</port>`));
});

test('dependants reach both protocols', () => {
  const { connection } = build(clickhouse, { options });
  expect(connection).toMatchObject({ httpPort: 8123, nativePort: 9000, database: 'analytics', tls: false });
  expect(clickhouse.provides.reaches(connection).map(({ port }) => port)).toEqual([8123, 9000]);
});

interface Server {
  image: string;
  env: { name: string }[];
  ports: { name: string; containerPort: number }[];
  volumeMounts: { mountPath: string; subPath?: string }[];
}

function server(manifests = build(clickhouse).manifests): Server {
  const statefulSet = find(manifests, 'StatefulSet') as { spec: { template: { spec: { containers: Server[] } } } };
  const [container] = statefulSet.spec.template.spec.containers;
  if (!container) throw new Error('no container');
  return container;
}

function file(name: string, own: object = {}): string {
  const config = find(build(clickhouse, { options: own }).manifests, 'ConfigMap');
  return config.data[name] ?? '';
}
