import { ObjectStorage } from '@gitops/connections';
import { connect, secret } from '@gitops/kit';
import { build, find, render } from '@gitops/kit/testing';
import { expect, test } from 'vitest';
import { workfxConfig } from './workfx-config.ts';

const azure = connect(
  ObjectStorage,
  { provider: 'azure', url: 'https://contoso.blob.core.windows.net', credentials: 'secret' },
  secret('storage-secret', ['accessKey', 'secretKey']),
);

function data(options: object = {}, storage?: object): Record<string, string> {
  return find(build(workfxConfig, { options, needs: { storage } }).manifests, 'ConfigMap').data ?? {};
}

test('defaults', async () => {
  await expect(render(workfxConfig)).toMatchFileSnapshot('golden/defaults.yaml');
});

test('every option set', async () => {
  const options = {
    environment: 'staging',
    appName: 'contoso-ai',
    kaName: 'contoso',
    logLevel: 'DEBUG',
    enableOtel: false,
    enableBilling: false,
    cloud: 'azure',
    region: 'westeurope',
    azure: { keyVaultUrl: 'https://contoso.vault.azure.net', tenantId: '11111111-2222', clientId: '33333333-4444' },
    gcp: { projectId: 'contoso-models' },
    models: {
      embedding: { provider: 'openai', name: 'text-embedding-3-large', baseUrl: 'https://models.contoso.example/v1' },
      rerank: { provider: 'cohere', name: 'rerank-v3.5', baseUrl: 'https://rerank.contoso.example' },
      llm: { provider: 'openai', name: 'gpt-4o', baseUrl: 'https://models.contoso.example/v1' },
    },
    buckets: { admin: 'c-admin', user: 'c-user', public: 'c-public', email: 'c-email', toolsImage: 'c-tools' },
    uploads: { file: 20, image: 21, video: 200, audio: 201, accessTimeout: 600 },
    databasePool: { poolSize: 5, maxOverflow: 6, poolTimeout: 7, poolRecycle: 800 },
    redisPool: { connectionPoolSize: 4, socketTimeout: 2, socketConnectTimeout: 3 },
    rag: { rerankTopK: 30, enableCaching: false },
    rateLimit: { globalRequestsPerHour: 70000, kaTenantBypass: true },
    urlExtractor: { jinaBaseUrl: 'https://reader.contoso.example/' },
    settings: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector.monitoring:4317' },
  };
  await expect(render(workfxConfig, { options, needs: { storage: azure } })).toMatchFileSnapshot('golden/full.yaml');
});

test('the name is fixed, so the ConfigMap has to be one that may change', () => {
  const { manifests, connection } = build(workfxConfig);
  expect(connection).toMatchObject({ configMap: 'workfx-ai-config' });
  const config = find(manifests, 'ConfigMap', 'workfx-ai-config');
  expect(config).not.toHaveProperty('immutable');
});

test('OpenTelemetry is switched by the name that the application spells (W050)', () => {
  expect(data({ enableOtel: false })).toMatchObject({ ENABLE_OPTEL: 'false' });
  expect(data()).not.toHaveProperty('ENABLE_OTEL');
});

test('every key of the three groups is there, in upper case', () => {
  const names = Object.keys(data());
  expect(names.filter((name) => name.startsWith('RAG_'))).toHaveLength(15);
  expect(names.filter((name) => name.startsWith('RATE_LIMIT_'))).toHaveLength(32);
  expect(names.filter((name) => name.startsWith('URL_EXTRACTOR_'))).toHaveLength(8);
  expect(names).toEqual(
    expect.arrayContaining([
      'RAG_DEFAULT_VECTOR_K',
      'RAG_RERANK_TOP_K',
      'RATE_LIMIT_KA_TENANT_BYPASS',
      'URL_EXTRACTOR_MAX_SITEMAP_INDEX_SIZE',
    ]),
  );
});

test('values are text and finished: neither numbers nor templates', () => {
  const values = Object.values(data({ cloud: 'aws', region: 'eu-central-1' }, azure));
  expect(values.every((value) => typeof value === 'string' && !value.includes('{{'))).toBe(true);
});

test('the order in which options are written does not show', () => {
  const one = build(workfxConfig, { options: { rag: { rerankTopK: 30, contentBoost: 3 }, settings: { B: '1', A: '2' } } });
  const other = build(workfxConfig, { options: { settings: { A: '2', B: '1' }, rag: { contentBoost: 3, rerankTopK: 30 } } });
  expect(JSON.stringify(one.manifests)).toBe(JSON.stringify(other.manifests));
});

test('no key can hold a secret, however many options are set', () => {
  const options = { cloud: 'azure', azure: { keyVaultUrl: 'https://contoso.vault.azure.net', tenantId: '1', clientId: '2' } };
  const secretive = Object.keys(data(options, azure)).filter((name) =>
    /(KEY|SECRET|PASSWORD|TOKEN|CONNECTION_STRING)$|ACCESS_KEY|_password|_key$/.test(name),
  );
  expect(secretive).toEqual([]);
});

test.each([
  'JINA_API_KEY',
  'AZURE_CLIENT_SECRET',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'STRIPE_WEBHOOK_SECRET',
  'APPLICATIONINSIGHTS_CONNECTION_STRING',
  'PASSWORD',
  'lower_case',
])('further settings cannot be called %s', (name) => {
  expect(() => data({ settings: { [name]: 'x' } })).toThrow('settings');
});

test('further settings cannot be URLs with a password', () => {
  expect(() => data({ settings: { BROKER: 'amqp://user:hunter2@rabbit:5672' } })).toThrow('settings');
  expect(data({ settings: { BROKER: 'amqp://rabbit:5672', MAX_TOKENS: '4096', RATE_LIMIT_REDIS_KEY_PREFIX: 'contoso' } })).toMatchObject({
    BROKER: 'amqp://rabbit:5672',
    MAX_TOKENS: '4096',
    RATE_LIMIT_REDIS_KEY_PREFIX: 'contoso',
  });
});

test('the pools, which the chart forgets, reach the loader by the names of its classes', () => {
  expect(data()).toMatchObject({
    DatabaseSettings_pool_size: '20',
    DatabaseSettings_max_overflow: '30',
    RedisSettings_connection_pool_size: '10',
    RedisSettings_socket_timeout: '5',
  });
});

test('only the cloud that it runs on is described (W007, W041)', () => {
  expect(data({ cloud: 'aws', region: 'eu-central-1' })).toMatchObject({ CLOUD_TYPE: 'aws', AWS_REGION: 'eu-central-1' });
  expect(data({ cloud: 'aws', region: 'eu-central-1' })).not.toHaveProperty('GCP_REGION');
  expect(data({ cloud: 'gcp', region: 'europe-west3' })).toMatchObject({ GCP_REGION: 'europe-west3' });
});

test('an S3 compatible server is found by its address, with its own region where the cloud has none', () => {
  const minio = { provider: 's3', url: 's3://', endpoint: 'http://minio.test.svc.cluster.local:9000', region: 'us-east-1' };
  expect(data({ cloud: 'local' }, minio)).toMatchObject({
    STORAGE_TYPE: 's3',
    AWS_ENDPOINT_URL_S3: 'http://minio.test.svc.cluster.local:9000',
    AWS_REGION: 'us-east-1',
  });
  expect(data({ cloud: 'aws', region: 'eu-central-1' }, minio)).toMatchObject({ AWS_REGION: 'eu-central-1' });
});

test('without storage there is nothing to say about buckets', () => {
  expect(Object.keys(data()).filter((name) => name.startsWith('STORAGE_'))).toEqual([]);
});
