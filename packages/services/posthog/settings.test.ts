import { build, find } from '@gitops/kit/testing';
import { describe, expect, test } from 'vitest';
import { posthog } from './posthog.ts';
import { config, full, needs, objects, variables } from './testing/rendered.ts';

describe('settings', () => {
  test('are PostHog’s own names, of what the needs name', () => {
    expect(config()).toMatchObject({
      POSTHOG_POSTGRES_HOST: 'pg.contoso.example',
      POSTHOG_POSTGRES_PORT: '5433',
      POSTHOG_DB_NAME: 'hog',
      PGSSLMODE: 'verify-full',
      PGSSLROOTCERT: '/etc/ssl/certs/ca-certificates.crt',
      POSTHOG_REDIS_HOST: 'redis.contoso.example',
      POSTHOG_REDIS_PORT: '6380',
      CLICKHOUSE_HOST: 'ch.contoso.example',
      CLICKHOUSE_DATABASE: 'events',
      CLICKHOUSE_CLUSTER: 'posthog',
      KAFKA_HOSTS: 'k1.contoso.example:9092,k2.contoso.example:9093',
      KAFKA_URL: 'kafka://k1.contoso.example:9092,kafka://k2.contoso.example:9093',
    });
  });

  test('have no switch that PostHog does not know: Kafka is always there', () => {
    expect(config()).not.toHaveProperty('KAFKA_ENABLED');
  });

  test('say that ClickHouse speaks no TLS, which is expected otherwise', () => {
    expect(config()).toMatchObject({ CLICKHOUSE_SECURE: 'false', CLICKHOUSE_VERIFY: 'false' });
    const secure = { ...needs, events: { ...needs.events, tls: true } };
    expect(config({}, secure)).toMatchObject({ CLICKHOUSE_SECURE: 'true', CLICKHOUSE_VERIFY: 'true' });
  });

  test('no certificate is looked for where the connection is not checked', () => {
    const plain = { ...needs, database: { ...needs.database, sslMode: 'disable' } };
    expect(config({}, plain)).toMatchObject({ PGSSLMODE: 'disable' });
    expect(config({}, plain)).not.toHaveProperty('PGSSLROOTCERT');
  });

  test('SITE_URL and Ingress are one name, under TLS (P009, P027)', () => {
    const { ingress } = full;
    expect(config({ ingress })).toMatchObject({ SITE_URL: 'https://hog.contoso.example' });
    expect(find(objects({ ingress }), 'Ingress', 'posthog-web')).toMatchObject({
      metadata: { annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt', 'nginx.ingress.kubernetes.io/proxy-body-size': '20m' } },
      spec: {
        ingressClassName: 'nginx',
        tls: [{ hosts: ['hog.contoso.example'], secretName: 'posthog-web-tls' }],
        rules: [{ host: 'hog.contoso.example' }],
      },
    });
    expect(config()).toMatchObject({ SITE_URL: 'http://posthog-web.test.svc.cluster.local:8000' });
  });

  test('of a controller that is not nginx are left out', () => {
    const ingress = find(objects({ ingress: { host: 'hog.contoso.example', class: 'traefik' } }), 'Ingress');
    expect(ingress.metadata.annotations).toEqual({ 'argocd.argoproj.io/sync-wave': '2' });
  });
});

describe('Secrets', () => {
  test('it asks for its own key, long enough for Django; logins are where their owners have them (P007)', () => {
    const { secrets } = build(posthog, { needs });
    expect(secrets).toEqual([
      { name: 'posthog-secret', keys: { SECRET_KEY: { from: 'random', characters: 64, description: expect.any(String) } } },
    ]);
    const sources = Object.fromEntries(
      variables('Deployment', 'posthog-web').flatMap(({ name, valueFrom }) => (valueFrom ? [[name, valueFrom]] : [])),
    );
    const key = (name: string, of: string) => ({ secretKeyRef: { name, key: of } });
    expect(sources).toEqual({
      SECRET_KEY: key('posthog-secret', 'SECRET_KEY'),
      POSTHOG_DB_USER: key('posthog-secret', 'username'),
      POSTHOG_DB_PASSWORD: key('posthog-secret', 'POSTHOG_DB_PASSWORD'),
      POSTHOG_REDIS_PASSWORD: key('posthog-redis-secret', 'password'),
      CLICKHOUSE_USER: key('posthog-secret', 'CLICKHOUSE_USER'),
      CLICKHOUSE_PASSWORD: key('posthog-secret', 'CLICKHOUSE_PASSWORD'),
    });
  });

  test('the key of a project is not asked of it, and its own does not follow that one', () => {
    const { secrets, connection } = build(posthog, { needs, secretName: 'model-router-secret', secretKeys: { apiKey: 'POSTHOG_API_KEY' } });
    expect(secrets.map(({ name }) => name)).toEqual(['posthog-secret']);
    expect(connection).toMatchObject({ secret: { name: 'model-router-secret', keys: { apiKey: 'POSTHOG_API_KEY' } } });
  });

  test('nothing of it is written anywhere', () => {
    expect(JSON.stringify(objects().map((each) => each.toJSON()))).not.toMatch(/"kind":"Secret"|stringData/);
  });
});
