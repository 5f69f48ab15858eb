import { Postgres } from '@gitops/connections';
import { secret } from '@gitops/kit';
import { build } from '@gitops/kit/testing';
import { describe, expect, test } from 'vitest';
import { modelRouter } from './model-router.ts';
import { config, container, database, image, needs, objects, variables } from './testing/rendered.ts';

describe('settings', () => {
  test('are those of the guide (P021)', () => {
    expect(config()).toMatchObject({
      POSTHOG_ENABLED: 'true',
      POSTHOG_HOST: 'https://eu.i.posthog.com',
      DB_HOST: 'pg.contoso.example',
      DB_PORT: '5433',
      DB_NAME: 'router',
      DB_USER: 'model_router',
      DB_SSL_MODE: 'require',
      REDIS_ADDR: 'redis.contoso.example:6380',
      REDIS_DB: '3',
    });
  });

  test('name no host that nobody deploys', () => {
    expect(JSON.stringify(objects())).not.toMatch(/postgres-service|redis-service|consul/i);
  });

  test('without Redis and PostHog, nothing is asked of them', () => {
    expect(config({}, { database })).toMatchObject({ POSTHOG_ENABLED: 'false' });
    expect(JSON.stringify(objects({}, { database }))).not.toMatch(/REDIS_|POSTHOG_HOST|POSTHOG_API_KEY/);
  });

  test('tell every version of the program the ports that the Service has', () => {
    const { PORT, HTTP_PORT, HTTP_ADDR, GRPC_PORT, GRPC_ADDR, METRICS_PORT } = config();
    expect([PORT, HTTP_PORT, HTTP_ADDR]).toEqual(['8080', '8080', '0.0.0.0:8080']);
    expect([GRPC_PORT, GRPC_ADDR, METRICS_PORT]).toEqual(['9000', '0.0.0.0:9000', '9090']);
    expect(container().ports).toEqual([
      { name: 'http', containerPort: 8080 },
      { name: 'grpc', containerPort: 9000 },
      { name: 'metrics', containerPort: 9090 },
    ]);
  });
});

describe('Secrets', () => {
  test('hold the keys of the guide (P022)', () => {
    const given = { from: 'given', description: expect.any(String) };
    expect(build(modelRouter, { image, needs }).secrets).toEqual([
      { name: 'model-router-secret', keys: { OPENAI_API_KEY: given, ANTHROPIC_API_KEY: given } },
      { name: 'model-router-secret', keys: { POSTHOG_API_KEY: given } },
      { name: 'router-db', keys: { username: { from: 'literal', value: 'model_router' } } },
    ]);
  });

  test('of the connections are only referred to', () => {
    const sources = Object.fromEntries(variables().flatMap(({ name, valueFrom }) => (valueFrom ? [[name, valueFrom]] : [])));
    expect(sources).toEqual({
      DB_PASSWORD: { secretKeyRef: { name: 'router-db', key: 'password' } },
      REDIS_PASSWORD: { secretKeyRef: { name: 'cache-secret', key: 'redis_password' } },
      POSTHOG_API_KEY: { secretKeyRef: { name: 'model-router-secret', key: 'POSTHOG_API_KEY' } },
      OPENAI_API_KEY: { secretKeyRef: { name: 'model-router-secret', key: 'OPENAI_API_KEY' } },
      ANTHROPIC_API_KEY: { secretKeyRef: { name: 'model-router-secret', key: 'ANTHROPIC_API_KEY' } },
    });
  });

  test('the user of the ConfigMap is the one that the Secret of the database must name', () => {
    const { secrets } = build(modelRouter, {
      image,
      options: { databaseUser: 'owner' },
      needs: { database: { ...database, secret: secret('router-db', Postgres.secretKeys, { username: 'DB_USER' }) } },
    });
    expect(secrets).toContainEqual({ name: 'router-db', keys: { DB_USER: { from: 'literal', value: 'owner' } } });
    expect(config({ databaseUser: 'owner' })).toHaveProperty('DB_USER', 'owner');
  });

  test('only providers that are used must issue a key', () => {
    const names = variables({ providers: ['baidu'] }).map(({ name }) => name);
    expect(names.filter((name) => /_(API|SECRET)_KEY$/.test(name))).toEqual(['POSTHOG_API_KEY', 'BAIDU_API_KEY', 'BAIDU_SECRET_KEY']);
    expect(() => objects({ providers: [] })).toThrow('providers');
  });
});

test('every placeholder of DATABASE_URL is known before it', () => {
  const env = variables();
  const at = env.findIndex(({ name }) => name === 'DATABASE_URL');
  const known = [...Object.keys(config()), ...env.slice(0, at).map(({ name }) => name)];
  const placeholders = env[at]?.value?.match(/(?<=\$\()\w+/g);
  expect(placeholders).toEqual(['DB_USER', 'DB_PASSWORD', 'DB_HOST', 'DB_PORT', 'DB_NAME', 'DB_SSL_MODE']);
  expect(placeholders?.filter((name) => !known.includes(name))).toEqual([]);
});
