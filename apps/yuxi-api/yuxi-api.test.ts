import { Milvus, Neo4j, ObjectStorage, Postgres, Redis } from '@gitops/connections';
import { connect, secret } from '@gitops/kit';
import { build, find, mainContainer, render } from '@gitops/kit/testing';
import type { IEnvVar } from 'kubernetes-models/v1/EnvVar';
import { expect, test } from 'vitest';
import { yuxiApi } from './yuxi-api.ts';

const image = 'registry.contoso.example/yuxi-api:0.5.1';
const database = connect(
  Postgres,
  { host: 'yuxi-postgres-rw', port: 5432, database: 'yuxi_know', sslMode: 'require' },
  secret('yuxi-postgres-app', Postgres.secretKeys),
);
const required = {
  database,
  vectors: connect(Milvus, { host: 'milvus.test.svc.cluster.local', port: 19530, tls: false }, secret('milvus-secret', Milvus.secretKeys)),
  graph: connect(Neo4j, { host: 'neo4j.test.svc.cluster.local', port: 7687, tls: false }, secret('neo4j-secret', Neo4j.secretKeys)),
  files: connect(
    ObjectStorage,
    { provider: 's3', url: 's3://', endpoint: 'http://minio.test.svc.cluster.local:9000', credentials: 'secret' },
    secret('minio-secret', ObjectStorage.secretKeys),
  ),
};
const cache = connect(
  Redis,
  { host: 'redis.test.svc.cluster.local', port: 6379, database: 0, tls: false },
  secret('redis-secret', Redis.secretKeys),
);
const needs = { ...required, cache };

const full = {
  config: { mode: 'database', autoscaling: { minReplicas: 4, maxReplicas: 12, cpu: 60, memory: 75 } },
  storage: '200Gi',
  storageClass: 'csi-cephfs',
  models: { storage: '300Gi' },
  modelKeys: ['DEEPSEEK_API_KEY', 'TAVILY_API_KEY'],
  storageHost: 'files.contoso.example',
  settings: { MINERU_API_URI: 'http://mineru.ocr:30001', TZ: 'Asia/Shanghai' },
  resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '4', memory: '8Gi' } },
};

test('defaults', async () => {
  await expect(render(yuxiApi, { image, needs: required })).toMatchFileSnapshot('golden/defaults.yaml');
});

test('every option set, with a cache', async () => {
  await expect(render(yuxiApi, { image, options: full, needs })).toMatchFileSnapshot('golden/full.yaml');
});

test('one Pod and its files, where no volume can be shared', async () => {
  const options = { config: { mode: 'file', accessMode: 'ReadWriteOnce' }, storageClass: 'local-path' };
  await expect(render(yuxiApi, { image, options, needs })).toMatchFileSnapshot('golden/file.yaml');
});

test('objects have the names and the label that the seed gives them (Y005, Y006, Y026)', () => {
  const { manifests, connection } = build(yuxiApi, { image, options: full, needs });
  expect(find(manifests, 'Deployment', 'yuxi-api')).toMatchObject({
    metadata: { labels: { app: 'yuxi-api' } },
    spec: { template: { metadata: { labels: { app: 'yuxi-api' } } } },
  });
  expect(find(manifests, 'Service', 'yuxi-api-service')).toMatchObject({ spec: { ports: [{ port: 5050, targetPort: 'http' }] } });
  expect(find(manifests, 'ConfigMap', 'yuxi-know-config')).not.toHaveProperty('immutable');
  expect(connection).toMatchObject({ url: 'http://yuxi-api-service.test.svc.cluster.local:5050' });
});

test('the addresses of the database hold the real password, which upstream joined with nothing (Y023, Y028)', () => {
  const names = variables().map(({ name }) => name);
  for (const [name, scheme, tls] of [
    ['DATABASE_URL', 'postgresql+asyncpg', 'ssl'],
    ['DATABASE_URL_SYNC', 'postgresql', 'sslmode'],
  ] as const) {
    expect(value(name)).toBe(`${scheme}://$(DATABASE_USERNAME):$(DATABASE_PASSWORD)@yuxi-postgres-rw:5432/yuxi_know?${tls}=require`);
    for (const part of ['DATABASE_USERNAME', 'DATABASE_PASSWORD']) expect(names.indexOf(part)).toBeLessThan(names.indexOf(name));
  }
  expect(variables()).toContainEqual({
    name: 'DATABASE_PASSWORD',
    valueFrom: { secretKeyRef: { name: 'yuxi-postgres-app', key: 'password' } },
  });
  expect(JSON.stringify(configuration())).not.toContain('PLACEHOLDER');
  expect(configuration()).not.toHaveProperty('DATABASE_URL');
});

test('a certificate that must be right is checked against the trust store of the image', () => {
  const strict = { ...required, database: connect(Postgres, { ...database, sslMode: 'verify-full' }, database.secret) };
  expect(variables({}, strict)).toContainEqual({ name: 'PGSSLROOTCERT', value: '/etc/ssl/certs/ca-certificates.crt' });
});

test('Milvus asks for a login, and the token is put together after its parts (Y014)', () => {
  const names = variables().map(({ name }) => name);
  expect(value('MILVUS_TOKEN')).toBe('$(MILVUS_USERNAME):$(MILVUS_PASSWORD)');
  expect(names.indexOf('MILVUS_PASSWORD')).toBeLessThan(names.indexOf('MILVUS_TOKEN'));
});

test('every replica signs with the same key, which is not the one of the source (Y029)', () => {
  const { secrets } = build(yuxiApi, { image, needs });
  expect(secrets).toMatchObject([
    { name: 'yuxi-know-secrets', keys: { JWT_SECRET_KEY: { from: 'random' }, SILICONFLOW_API_KEY: { from: 'given' } } },
  ]);
  expect(variables()).toContainEqual({
    name: 'JWT_SECRET_KEY',
    valueFrom: { secretKeyRef: { name: 'yuxi-know-secrets', key: 'JWT_SECRET_KEY' } },
  });
});

test('an environment can keep everything in the one Secret of the seed (Y027)', () => {
  const shared = <Key extends string>(keys: Record<Key, string>) => ({ name: 'yuxi-know-secrets', keys });
  const together = {
    ...needs,
    database: { ...database, secret: shared({ username: 'DATABASE_USERNAME', password: 'DATABASE_PASSWORD' }) },
    vectors: { ...required.vectors, secret: shared({ username: 'MILVUS_USERNAME', password: 'MILVUS_PASSWORD' }) },
    graph: { ...required.graph, secret: shared({ password: 'NEO4J_PASSWORD' }) },
    files: { ...required.files, secret: shared({ accessKey: 'MINIO_ACCESS_KEY', secretKey: 'MINIO_SECRET_KEY' }) },
    cache: { ...cache, secret: shared({ password: 'REDIS_PASSWORD' }) },
  };
  const fromSecrets = variables({}, together).flatMap(({ name, valueFrom }) => (valueFrom ? [[name, valueFrom.secretKeyRef]] : []));
  expect(fromSecrets.length).toBeGreaterThan(10);
  for (const [name, reference] of fromSecrets) expect(reference).toEqual({ name: 'yuxi-know-secrets', key: name });
});

test('the image has no command and is made for root: the command is given, its cache and home are where one may write (Y005)', () => {
  expect(container()).toMatchObject({
    command: ['uv', 'run', '--no-dev', 'uvicorn', 'server.main:app', '--host', '0.0.0.0', '--port', '5050'],
    securityContext: { readOnlyRootFilesystem: true },
  });
  expect([value('HOME'), value('UV_CACHE_DIR'), value('UV_NO_SYNC')]).toEqual(['/tmp', '/tmp/uv', '1']);
});

test('its health decides: it gets 300 seconds to load what it needs (Y005, Y036)', () => {
  const health = { httpGet: { path: '/api/system/health', port: 'http' } };
  expect(container()).toMatchObject({
    startupProbe: { ...health, periodSeconds: 10, failureThreshold: 30 },
    readinessProbe: health,
    livenessProbe: health,
  });
});

test('without a cache there is no address of one, and a Service called redis becomes no port', () => {
  expect(configuration({}, required)).not.toHaveProperty('REDIS_HOST');
  expect(configuration()).toMatchObject({ REDIS_HOST: 'redis.test.svc.cluster.local', REDIS_PORT: '6379' });
  expect(deployment()).toMatchObject({ spec: { template: { spec: { enableServiceLinks: false } } } });
});

test('nobody can set by hand what follows from the needs', () => {
  expect(configuration({ settings: { CONFIG_MODE: 'file', EXTRA: 'yes' } })).toMatchObject({ CONFIG_MODE: 'database', EXTRA: 'yes' });
});

test.each([
  [{}, { MINIO_URI: 'http://minio.test.svc.cluster.local:9000' }],
  [{ endpoint: undefined, region: 'eu-central-1' }, { MINIO_URI: 'https://s3.eu-central-1.amazonaws.com' }],
  [{ endpoint: undefined, provider: 'gcs', url: 'gs://' }, { MINIO_URI: 'https://storage.googleapis.com' }],
])('finds object storage: %j (Y016)', (files, expected) => {
  expect(configuration({}, { ...needs, files: { ...required.files, ...files } })).toMatchObject(expected);
});

test('three replicas at least, and the autoscaler never goes below, which upstream’s did (Y007)', () => {
  const { manifests } = build(yuxiApi, { image, options: { config: { autoscaling: {} } }, needs });
  expect(deployment()).toMatchObject({ spec: { replicas: 3, strategy: { rollingUpdate: { maxUnavailable: 0 } } } });
  expect(find(manifests, 'Deployment')).not.toHaveProperty('spec.replicas');
  expect(find(manifests, 'HorizontalPodAutoscaler')).toMatchObject({
    spec: { scaleTargetRef: { kind: 'Deployment', name: 'yuxi-api' }, minReplicas: 3, maxReplicas: 10 },
  });
});

test('back in file mode the files are those of the same volume, and one Pod writes them (Y002, Y037)', () => {
  const options = { config: { mode: 'file' } };
  expect(configuration(options)).toMatchObject({ CONFIG_MODE: 'file', SAVE_DIR: '/app/saves' });
  expect(deployment(options)).toMatchObject({ spec: { replicas: 1, strategy: { type: 'Recreate' } } });
  const before = find(objects(), 'PersistentVolumeClaim').spec;
  expect(find(objects(options), 'PersistentVolumeClaim').spec).toEqual(before);
  expect(() => find(objects(options), 'PodDisruptionBudget')).toThrow('found 0');
});

test.each([
  { config: { replicas: 2 } },
  { config: { mode: 'database', accessMode: 'ReadWriteOnce' } },
  { config: { autoscaling: { minReplicas: 2 } } },
  { config: { mode: 'file', accessMode: 'ReadWriteOnce', replicas: 3 } },
  { config: { mode: 'file', autoscaling: {} } },
  { config: { mode: 'sqlite' } },
  { modelKeys: [] },
  { modelKeys: ['JWT_SECRET_KEY'] },
  { settings: { OPENAI_API_KEY: 'x' } },
])('is refused: %j', (options) => {
  expect(() => objects(options)).toThrow('data/');
});

function objects(options: object = {}, wired: object = needs) {
  return build(yuxiApi, { image, options, needs: wired }).manifests;
}

function deployment(options: object = {}, wired: object = needs) {
  return find(objects(options, wired), 'Deployment');
}

function container(options: object = {}, wired: object = needs) {
  return mainContainer(deployment(options, wired));
}

function variables(options: object = {}, wired: object = needs): readonly IEnvVar[] {
  return container(options, wired).env ?? [];
}

function value(name: string): string | undefined {
  return variables().find((each) => each.name === name)?.value;
}

function configuration(options: object = {}, wired: object = needs): Readonly<Record<string, string>> {
  return find(objects(options, wired), 'ConfigMap', 'yuxi-know-config').data;
}
