import { describe, expect, test } from 'vitest';
import { containerOf, dataOf, environment, variablesOf } from '../tools/generator/testing/environment.ts';
import { objectIn, objectsIn, type RenderedFiles } from '../tools/generator/testing/rendered.ts';

const ka = environment('workfx-ka');
const full = environment('workfx-full');
const api = containerOf(ka, 'Deployment', 'workfx-ai-api');
const cdc = containerOf(ka, 'Deployment', 'workfx-ai-cdc');
const settings = dataOf(ka, 'workfx-ai-config');

test('objects have the names of the guide (W026)', () => {
  expect(objectIn(ka, 'Namespace', 'workfx-ai')).toBeDefined();
  for (const [kind, name] of [
    ['Deployment', 'workfx-ai-api'],
    ['Deployment', 'workfx-ai-cdc'],
    ['Service', 'workfx-ai-api'],
    ['ConfigMap', 'workfx-ai-config'],
  ] as const)
    expect(objectIn(ka, kind, name).metadata).toHaveProperty('namespace', 'workfx-ai');
});

test('two Pods of the API with what the guide gives them (W021, W022)', () => {
  expect(objectIn(ka, 'Deployment', 'workfx-ai-api')).toMatchObject({ spec: { replicas: 2 } });
  expect(api.resources).toEqual({ requests: { cpu: '1000m', memory: '2Gi' }, limits: { cpu: '2000m', memory: '4Gi' } });
});

test('one Pod of the CDC with what the guide gives it (W024, W025)', () => {
  expect(objectIn(ka, 'Deployment', 'workfx-ai-cdc')).toMatchObject({ spec: { replicas: 1 } });
  expect(cdc.resources).toEqual({ requests: { cpu: '500m', memory: '1Gi' }, limits: { cpu: '1000m', memory: '2Gi' } });
});

test('health is asked at /health, and both are ready before they get traffic (W027, W029)', () => {
  for (const container of [api, cdc])
    expect(container).toMatchObject({
      livenessProbe: { httpGet: { path: '/health', port: 'http' } },
      readinessProbe: { httpGet: { path: '/ready', port: 'http' } },
    });
  expect(api.ports).toEqual([{ name: 'http', containerPort: 8000 }]);
});

test('metrics are announced at /metrics of port 8000 (W028)', () => {
  expect(objectIn(ka, 'Deployment', 'workfx-ai-api')).toHaveProperty('spec.template.metadata.annotations', {
    'prometheus.io/scrape': 'true',
    'prometheus.io/port': '8000',
    'prometheus.io/path': '/metrics',
    'checksum/config': expect.any(String),
  });
});

test('images come from the registry of the key account (W042)', () => {
  expect(api.image).toMatch(/^workfxai\.azurecr\.io\/workfx\/workfx-ai-api:/);
  expect(cdc.image).toMatch(/^workfxai\.azurecr\.io\/workfx\/workfx-ai-cdc:/);
});

test('Pods are replaced one after the other, and none goes before the next is ready (W089)', () => {
  for (const name of ['workfx-ai-api', 'workfx-ai-cdc'])
    expect(objectIn(ka, 'Deployment', name)).toMatchObject({
      spec: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } },
    });
});

test('the Ingress has the domain of the environment and a certificate (W043)', () => {
  expect(objectIn(ka, 'Ingress', 'workfx-ai-api')).toMatchObject({
    spec: {
      ingressClassName: 'nginx',
      tls: [{ hosts: ['workfx-ai.example.com'] }],
      rules: [{ host: 'workfx-ai.example.com', http: { paths: [{ backend: { service: { name: 'workfx-ai-api' } } }] } }],
    },
  });
});

describe('the way in', () => {
  const file = 'environments/workfx-full/environment.yaml';
  const source = (api: string) => `cluster: local
layers: [workfx, workfx-infrastructure]
components: { workfx-config: { kaName: example }, workfx-api: ${api} }
`;
  const way = (files: RenderedFiles) => ({
    service: objectIn(files, 'Service', 'workfx-ai-api').spec,
    from: (objectIn(files, 'NetworkPolicy', 'workfx-api').spec as { ingress: { from?: unknown }[] }).ingress.map(({ from }) => from),
  });

  test('is open to the Ingress controller (W019, W080)', () => {
    const { service, from } = way(full);
    expect(service).toMatchObject({ ports: [{ port: 8000 }] });
    expect(from).toContainEqual([{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' } } }]);
    expect(from).not.toContain(undefined);
  });

  test('is open to everybody behind a LoadBalancer (W019, W080)', () => {
    const { service, from } = way(environment('workfx-full', { [file]: source('{ serviceType: LoadBalancer }') }));
    expect(service).toMatchObject({ type: 'LoadBalancer', ports: [{ port: 8000 }] });
    expect(from).toContain(undefined);
  });

  test('is a port of the nodes in development only (W080)', () => {
    expect(way(environment('workfx-dev')).service).toMatchObject({ type: 'NodePort' });
    expect(() => environment('workfx-full', { [file]: source('{ serviceType: NodePort }') })).toThrow('ban-node-port');
  });
});

test('volumes are of the class of the cluster (W044)', () => {
  const file = 'environments/workfx-ka/environment.yaml';
  const source = `cluster: aks-prod
layers: [workfx, workfx-infrastructure]
secrets: { provider: external-secrets, store: azure-key-vault }
components: { workfx-config: { kaName: example } }
`;
  expect(objectIn(environment('workfx-ka', { [file]: source }), 'StatefulSet', 'postgres')).toMatchObject({
    spec: { volumeClaimTemplates: [{ spec: { storageClassName: 'managed-premium' } }] },
  });
});

describe('settings', () => {
  test('say where it runs (W040, W041, W050)', () => {
    expect(settings).toMatchObject({
      ENV: 'prod',
      CLOUD_TYPE: 'azure',
      KA_NAME: 'example',
      ENABLE_OPTEL: 'true',
      LOG_LEVEL: 'INFO',
    });
  });

  test.each([
    ['EMBEDDING', 'text-embedding-ada-002', 'embedding_api_key', 'W051'],
    ['RERANK', 'text-embedding-ada-002', 'rerank_api_key', 'W052'],
    ['LLM', 'gpt-4', 'llm_api_key', 'W053'],
  ])('name the model for %s: %s, whose key is %s of a Secret (%s)', (model, name, key) => {
    expect(settings).toMatchObject({
      [`${model}_MODEL_PROVIDER`]: 'azure_openai',
      [`${model}_MODEL`]: name,
      [`${model}_MODEL_BASE_URL`]: 'https://example.openai.azure.com',
    });
    expect(variablesOf(api)).toMatchObject({ [`${model}_MODEL_API_KEY`]: `wfx-hosted-models/${key}` });
  });

  test('name storage and buckets (W054, W055)', () => {
    expect(settings).toMatchObject({
      STORAGE_TYPE: 'azure',
      STORAGE_BUCKET_URI_PATH: 'https://workfxaiexample.blob.core.windows.net',
      STORAGE_ADMIN_BUCKET_NAME: 'workfx-ai-admin',
      STORAGE_USER_BUCKET_NAME: 'workfx-ai-user',
      STORAGE_PUBLIC_BUCKET_NAME: 'workfx-ai-public',
      STORAGE_EMAIL_BUCKET_NAME: 'workfx-ai-email',
      STORAGE_TOOLS_IMAGE_BUCKET_NAME: 'workfx-ai-tools-image',
    });
  });

  test('tune the pools (W057, W058)', () => {
    expect(settings).toMatchObject({
      DatabaseSettings_pool_size: '20',
      DatabaseSettings_max_overflow: '30',
      DatabaseSettings_pool_timeout: '30',
      DatabaseSettings_pool_recycle: '3600',
      RedisSettings_connection_pool_size: '10',
      RedisSettings_socket_timeout: '5',
      RedisSettings_socket_connect_timeout: '5',
    });
  });

  test('come from the ConfigMap, from variables and from Secrets (W060)', () => {
    expect(api.envFrom).toEqual([{ configMapRef: { name: 'workfx-ai-config' } }]);
    expect(variablesOf(api)).toMatchObject({
      DatabaseSettings_host: 'pg.example.com',
      DatabaseSettings_password: 'pg-secret/password',
    });
  });
});

describe('what the key account brings', () => {
  test('PostgreSQL, with encryption (W046)', () => {
    expect(variablesOf(api)).toMatchObject({
      DatabaseSettings_host: 'pg.example.com',
      DatabaseSettings_port: '5432',
      DatabaseSettings_database: 'workfx_ai',
      DatabaseSettings_username: 'pg-secret/username',
      DatabaseSettings_password: 'pg-secret/password',
      PGSSLMODE: 'require',
    });
  });

  test('Redis (W047)', () => {
    expect(variablesOf(api)).toMatchObject({
      RedisSettings_redis_host: 'redis.example.com',
      RedisSettings_redis_port: '6379',
      RedisSettings_redis_password: 'tp-redis-secret/redis_password',
      RedisSettings_redis_db: '0',
    });
  });

  test('Kafka, with a protocol that uses the user and the password (W048)', () => {
    expect(variablesOf(cdc)).toMatchObject({
      KafkaSettings_bootstrap_servers: 'kafka.example.com:9093',
      KafkaSettings_security_protocol: 'SASL_SSL',
      KafkaSettings_username: 'wfx-kafka-secret/username',
      KafkaSettings_password: 'wfx-kafka-secret/password',
    });
  });

  test('Elasticsearch, over TLS (W049)', () => {
    expect(variablesOf(api)).toMatchObject({
      ElasticsearchSettings_host: 'search.example.com',
      ElasticsearchSettings_port: '9200',
      ElasticsearchSettings_username: 'es-secret/username',
      ElasticsearchSettings_password: 'es-secret/password',
      ElasticsearchSettings_use_ssl: 'true',
      ElasticsearchSettings_cluster_url: 'https://search.example.com:9200',
    });
  });
});

test('Pods are closed to each other, run without rights, and speak TLS and JWT to the outside (W081)', () => {
  expect(objectIn(ka, 'NetworkPolicy', 'default-deny')).toMatchObject({ spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } });
  for (const component of ['workfx-api', 'workfx-cdc']) {
    const kinds = objectsIn(ka, component).map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['NetworkPolicy', 'ServiceAccount']));
  }
  expect(objectsIn(ka).filter(({ kind }) => /^(Cluster)?RoleBinding$/.test(kind))).toEqual([]);
  expect(variablesOf(api)).toMatchObject({ JwtSettings_ai_jwt_key: 'jwt-secret/ai_jwt_key' });
  expect(objectIn(ka, 'Ingress', 'workfx-ai-api')).toHaveProperty('spec.tls');
});
