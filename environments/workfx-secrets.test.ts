import { describe, expect, test } from 'vitest';
import { containerOf, environment, variablesOf } from '../tools/generator/testing/environment.ts';
import { objectIn, objectsIn, type RenderedFiles } from '../tools/generator/testing/rendered.ts';

const ka = environment('workfx-ka');
const full = environment('workfx-full');

interface ExternalSecret {
  readonly secretStoreRef: { readonly name: string };
  readonly target: { readonly template: { readonly data: Readonly<Record<string, string>> } };
  readonly data: readonly { readonly secretKey: string; readonly remoteRef: { readonly key: string } }[];
}

function externalSecret(files: RenderedFiles, name: string): ExternalSecret {
  return objectIn(files, 'ExternalSecret', name).spec as ExternalSecret;
}

/** What the Secret will hold: what is known by its value, what comes from the store in angle brackets. */
function valuesOf(name: string): Record<string, string> {
  const { target, data } = externalSecret(ka, name);
  const fetched = data.map(({ secretKey, remoteRef }) => [secretKey, `<${remoteRef.key}>`]);
  return { ...target.template.data, ...Object.fromEntries(fetched) };
}

describe('each Secret has the keys of the guide', () => {
  test('PostgreSQL (W062, W068)', () => {
    expect(valuesOf('pg-secret')).toEqual({
      host: 'pg.example.com',
      port: '5432',
      database: 'workfx_ai',
      username: '<pg-secret-username>',
      password: '<postgres-password>',
    });
  });

  test('Redis (W063, W068)', () => {
    expect(valuesOf('tp-redis-secret')).toEqual({
      redis_host: 'redis.example.com',
      redis_port: '6379',
      redis_db: '0',
      redis_use_ssl: 'false',
      redis_password: '<redis-password>',
    });
  });

  test('Elasticsearch (W064)', () => {
    expect(valuesOf('es-secret')).toEqual({
      host: 'search.example.com',
      port: '9200',
      use_ssl: 'true',
      cluster_url: 'https://search.example.com:9200',
      username: '<es-secret-username>',
      password: '<es-secret-password>',
    });
  });

  test('Kafka (W065)', () => {
    expect(valuesOf('wfx-kafka-secret')).toEqual({
      bootstrap_servers: 'kafka.example.com:9093',
      security_protocol: 'SASL_SSL',
      document_chunks_topic: 'postgres.public.document_chunks',
      agents_topic: 'postgres.public.agents',
      consumer_group_prefix: 'workfx-ai',
      username: '<wfx-kafka-secret-username>',
      password: '<wfx-kafka-secret-password>',
    });
  });

  test('tokens (W066, W068)', () => {
    expect(valuesOf('jwt-secret')).toEqual({
      admin_jwt_key: '<jwt-secret>',
      admin_jwt_issuer: 'https://workfx.ai',
      admin_jwt_audience: 'https://workfx.ai',
      ai_jwt_key: '<jwt-secret-ai-jwt-key>',
      ai_jwt_issuer: 'https://workfx.ai',
      ai_jwt_audience: 'https://workfx.ai',
    });
  });

  test('encryption and the Jina reader (W067)', () => {
    expect(Object.keys(valuesOf('secret-key')).sort()).toEqual(['data_secret', 'jina_api_key']);
  });

  test('models, whose keys are one in the key vault (W051, W052, W053, W068)', () => {
    const key = '<openai-api-key>';
    expect(valuesOf('wfx-hosted-models')).toEqual({ embedding_api_key: key, rerank_api_key: key, llm_api_key: key });
  });
});

describe('where Secrets come from', () => {
  test.each([
    ['workfx-ka', 'azure-key-vault'],
    ['workfx-hybrid-aws', 'aws-secrets-manager'],
    ['workfx-hybrid-gcp', 'gcp-secret-manager'],
  ])('%s fetches them from %s (W060)', (name, store) => {
    expect(externalSecret(environment(name), 'pg-secret').secretStoreRef).toMatchObject({ name: store });
  });

  test('workfx-full has plain Secrets that somebody makes, with the commands of its README (W060, W061, W069)', () => {
    const api = variablesOf(containerOf(full, 'Deployment', 'workfx-ai-api'));
    for (const [variable, source] of [
      ['DatabaseSettings_password', 'pg-secret/password'],
      ['RedisSettings_redis_password', 'tp-redis-secret/redis_password'],
      ['JwtSettings_admin_jwt_key', 'jwt-secret/admin_jwt_key'],
    ] as const)
      expect(api[variable]).toBe(source);
    expect(objectsIn(full).map(({ kind }) => kind)).not.toContain('ExternalSecret');
    for (const name of ['pg-secret', 'tp-redis-secret', 'jwt-secret'])
      expect(full.files.get('README.md')).toContain(`kubectl create secret generic ${name} --namespace workfx-ai`);
  });

  test('no environment renders the value of one (W061)', () => {
    for (const files of [ka, full]) expect(objectsIn(files).map(({ kind }) => kind)).not.toContain('Secret');
  });
});

describe('when a login fails', () => {
  test('the Secret tells everything that the Pods use, host and user included (W094)', () => {
    const variables = variablesOf(containerOf(ka, 'Deployment', 'workfx-ai-api'));
    const { host, port, database } = valuesOf('pg-secret');
    expect(variables).toMatchObject({ DatabaseSettings_host: host, DatabaseSettings_port: port, DatabaseSettings_database: database });
    expect(variables).toMatchObject({ DatabaseSettings_username: 'pg-secret/username', DatabaseSettings_password: 'pg-secret/password' });
  });

  test('the README has the address of everything that is not here (W093)', () => {
    for (const address of ['pg.example.com:5432', 'redis.example.com:6379', 'kafka.example.com:9093', 'search.example.com:9200'])
      expect(ka.files.get('README.md')).toContain(`\`${address}\``);
  });
});
