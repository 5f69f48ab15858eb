import { Elasticsearch, ObjectStorage, Postgres, Redis, WorkfxSettings } from '@gitops/connections';
import { connect, secret } from '@gitops/kit';
import { build, find, render } from '@gitops/kit/testing';
import { expect, test } from 'vitest';
import { workfxApi } from './workfx-api.ts';

const image = 'docker.io/workfx/workfx-ai-api:1.4.2';
const database = connect(
  Postgres,
  { host: 'pg.contoso.example', port: 5433, database: 'workfx_ai', sslMode: 'require' },
  secret('pg-secret', Postgres.secretKeys),
);
const cache = connect(
  Redis,
  { host: 'redis.contoso.example', port: 6380, database: 3, tls: true },
  secret('tp-redis-secret', Redis.secretKeys, { password: 'redis_password' }),
);
const search = connect(Elasticsearch, { host: 'es.contoso.example', port: 9243, tls: true }, secret('es-secret', Elasticsearch.secretKeys));
const storage = connect(
  ObjectStorage,
  { provider: 'azure', url: 'https://contoso.blob.core.windows.net', credentials: 'secret' },
  secret('files-secret', ObjectStorage.secretKeys),
);
const settings = connect(WorkfxSettings, { configMap: 'workfx-ai-config' });
const required = { settings, database, cache };
const needs = { ...required, search, storage };
const ingress = { host: 'api.contoso.example', class: 'nginx', issuer: 'letsencrypt' };

function objects(options: object = {}) {
  return build(workfxApi, { image, options, needs }).manifests;
}

function pod(): Pod {
  const { spec } = find(objects(), 'Deployment') as { spec: { template: { spec: Pod } } };
  return spec.template.spec;
}

interface Pod {
  readonly containers: readonly { readonly env: readonly Variable[]; readonly envFrom: readonly object[] }[];
}

interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly secretKeyRef: { readonly name: string; readonly key: string } };
}

function variable(name: string): Variable | undefined {
  return pod().containers[0]?.env.find((entry) => entry.name === name);
}

test('defaults', async () => {
  await expect(render(workfxApi, { image, needs: required })).toMatchFileSnapshot('golden/defaults.yaml');
});

test('every option set', async () => {
  const options = {
    replicas: 5,
    autoscaling: { minReplicas: 3, maxReplicas: 12, cpu: 60, memory: 70 },
    resources: { requests: { cpu: '2000m', memory: '4Gi' }, limits: { cpu: '4000m', memory: '8Gi' } },
    strategy: { type: 'rolling', maxSurge: '50%', maxUnavailable: 1 },
    serviceType: 'LoadBalancer',
    ingress: { ...ingress, annotations: { 'nginx.ingress.kubernetes.io/proxy-read-timeout': '900' } },
    identity: {
      annotations: { 'azure.workload.identity/client-id': '33333333-4444' },
      labels: { 'azure.workload.identity/use': 'true' },
    },
    jwt: {
      adminIssuer: 'https://id.contoso.example',
      adminAudience: 'https://admin.contoso.example',
      aiIssuer: 'https://ai-id.contoso.example',
      aiAudience: 'https://ai.contoso.example',
    },
  };
  await expect(render(workfxApi, { image, options, needs })).toMatchFileSnapshot('golden/full.yaml');
});

test('Deployment and Service have the name and the port that everybody knows (W017, W019, W026)', () => {
  expect(find(objects(), 'Deployment', 'workfx-ai-api')).toBeDefined();
  expect(find(objects(), 'Service', 'workfx-ai-api')).toMatchObject({ spec: { ports: [{ port: 8000, targetPort: 'http' }] } });
  expect(build(workfxApi, { image, needs }).connection).toMatchObject({ url: 'http://workfx-ai-api.test.svc.cluster.local:8000' });
});

test('no version is chosen for an environment (W017)', () => {
  expect(workfxApi.image).toBe('docker.io/workfx/workfx-ai-api');
});

test('an environment may ask for more performance (W023)', () => {
  const resources = { requests: { cpu: '2000m', memory: '4Gi' }, limits: { cpu: '4000m', memory: '8Gi' } };
  expect(find(objects({ resources }), 'Deployment')).toMatchObject({ spec: { template: { spec: { containers: [{ resources }] } } } });
});

test('PostgreSQL and Elasticsearch keep their own host and password', () => {
  expect(variable('DatabaseSettings_host')).toHaveProperty('value', 'pg.contoso.example');
  expect(variable('ElasticsearchSettings_host')).toHaveProperty('value', 'es.contoso.example');
  expect(variable('DatabaseSettings_password')?.valueFrom?.secretKeyRef).toEqual({ name: 'pg-secret', key: 'password' });
  expect(variable('ElasticsearchSettings_username')?.valueFrom?.secretKeyRef).toEqual({ name: 'es-secret', key: 'username' });
  expect(variable('ElasticsearchSettings_password')?.valueFrom?.secretKeyRef).toEqual({ name: 'es-secret', key: 'password' });
  expect(variable('RedisSettings_redis_password')?.valueFrom?.secretKeyRef).toEqual({ name: 'tp-redis-secret', key: 'redis_password' });
});

test('only the ConfigMap comes in as a whole', () => {
  expect(pod().containers[0]?.envFrom).toEqual([{ configMapRef: { name: 'workfx-ai-config' } }]);
});

test('what is secret is never a value, and variables have names that every Kubernetes takes', () => {
  const variables = pod().containers[0]?.env ?? [];
  const secretive = variables.filter(({ name }) => /password|_jwt_key|_secret|api_key|connection_string/i.test(name));
  expect(secretive).toHaveLength(11);
  expect(secretive.filter(({ value }) => value !== undefined)).toEqual([]);
  expect(variables.filter(({ name }) => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))).toEqual([]);
});

test('each Secret has exactly the keys of the guide, with those of the connections (W062, W063, W064, W066, W067)', () => {
  const { secrets } = build(workfxApi, { image, needs });
  const keys = Object.fromEntries(secrets.map(({ name, keys }) => [name, Object.keys(keys)]));
  expect(keys).toEqual({
    'pg-secret': ['host', 'port', 'database'],
    'tp-redis-secret': ['redis_host', 'redis_port', 'redis_db', 'redis_use_ssl'],
    'es-secret': ['host', 'port', 'use_ssl', 'cluster_url'],
    'jwt-secret': ['admin_jwt_key', 'admin_jwt_issuer', 'admin_jwt_audience', 'ai_jwt_key', 'ai_jwt_issuer', 'ai_jwt_audience'],
    'secret-key': ['data_secret', 'jina_api_key'],
    'wfx-hosted-models': ['embedding_api_key', 'rerank_api_key', 'llm_api_key'],
    'azure-storage-connection-string': ['azure_connection_string'],
  });
});

test('what a Secret says of a connection is what the Pods are told', () => {
  const { secrets } = build(workfxApi, { image, needs });
  expect(secrets).toContainEqual({
    name: 'es-secret',
    keys: {
      host: { from: 'literal', value: 'es.contoso.example' },
      port: { from: 'literal', value: '9243' },
      use_ssl: { from: 'literal', value: 'true' },
      cluster_url: { from: 'literal', value: 'https://es.contoso.example:9243' },
    },
  });
  expect(variable('ElasticsearchSettings_cluster_url')).toHaveProperty('value', 'https://es.contoso.example:9243');
  expect(variable('RedisSettings_redis_use_ssl')).toHaveProperty('value', 'true');
  expect(variable('RedisSettings_redis_db')).toHaveProperty('value', '3');
});

test('keys that sign and encrypt are random and long (W066, W067)', () => {
  const { secrets } = build(workfxApi, { image, needs });
  const random = secrets
    .flatMap(({ keys }) => Object.entries(keys))
    .flatMap(([key, value]) => (value.from === 'random' ? [[key, value.characters]] : []));
  expect(random).toEqual([
    ['admin_jwt_key', 48],
    ['ai_jwt_key', 48],
    ['data_secret', 48],
  ]);
});

test('without Elasticsearch and storage, nothing is asked of them (W016)', () => {
  const { manifests, secrets } = build(workfxApi, { image, needs: required });
  expect(JSON.stringify(manifests)).not.toMatch(/Elasticsearch|Storage/);
  expect(secrets.map(({ name }) => name)).toEqual(['pg-secret', 'tp-redis-secret', 'jwt-secret', 'secret-key', 'wfx-hosted-models']);
});

test('nothing is left of a template', () => {
  expect(JSON.stringify(objects({ ingress }))).not.toContain('{{');
  expect(variable('MANAGEMENT_INTERNAL_SERVICE_ENDPOINT')).toHaveProperty('value', 'http://workfx-ai-api.test.svc.cluster.local:8000');
});

test('the connection to PostgreSQL is encrypted as the environment says (W046)', () => {
  expect(variable('PGSSLMODE')).toHaveProperty('value', 'require');
  const verified = { ...needs, database: { ...database, sslMode: 'verify-full' } };
  expect(JSON.stringify(build(workfxApi, { image, needs: verified }).manifests)).toContain('{"name":"PGSSLROOTCERT","value":"system"}');
});

test('a single Pod may be moved, one of several may be missing: the budget is an object of its own', () => {
  expect(find(objects({ replicas: 2 }), 'PodDisruptionBudget')).toMatchObject({
    spec: { maxUnavailable: 1, selector: { matchLabels: { 'app.kubernetes.io/name': 'workfx-ai-api' } } },
  });
  expect(JSON.stringify(objects({ replicas: 1 }))).not.toContain('PodDisruptionBudget');
  expect(JSON.stringify(pod())).not.toContain('podDisruptionBudget');
});

test('the label of an identity is one of the Pods, not of what selects them', () => {
  const labels = { 'azure.workload.identity/use': 'true' };
  const deployment = find(objects({ identity: { labels } }), 'Deployment');
  expect(deployment).toMatchObject({ spec: { template: { metadata: { labels }, spec: { serviceAccountName: 'workfx-ai-api' } } } });
  expect(deployment).toHaveProperty('spec.selector.matchLabels', { 'app.kubernetes.io/name': 'workfx-ai-api' });
});

test('it gets out to the providers of the models', () => {
  expect(build(workfxApi, { image, needs }).reaches).toContainEqual({ host: '*', port: 443 });
});
