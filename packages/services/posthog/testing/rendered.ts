import { Clickhouse, Kafka, Postgres, Redis } from '@gitops/connections';
import { connect, type Manifest, secret } from '@gitops/kit';
import { build, find, mainContainer } from '@gitops/kit/testing';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IEnvVar } from 'kubernetes-models/v1/EnvVar';
import { posthog } from '../posthog.ts';

const database = connect(
  Postgres,
  { host: 'pg.contoso.example', port: 5433, database: 'hog', sslMode: 'verify-full' },
  secret('posthog-secret', Postgres.secretKeys, { password: 'POSTHOG_DB_PASSWORD' }),
);
const cache = connect(
  Redis,
  { host: 'redis.contoso.example', port: 6380, database: 0, tls: false },
  secret('posthog-redis-secret', Redis.secretKeys),
);
const events = connect(
  Clickhouse,
  { host: 'ch.contoso.example', httpPort: 8123, nativePort: 9000, database: 'events', tls: false },
  secret('posthog-secret', Clickhouse.secretKeys, { username: 'CLICKHOUSE_USER', password: 'CLICKHOUSE_PASSWORD' }),
);
const messages = connect(Kafka, { bootstrapServers: 'k1.contoso.example:9092,k2.contoso.example:9093', securityProtocol: 'PLAINTEXT' });
export const needs = { database, cache, events, messages };
/** Every option set. */
export const full = {
  cluster: 'analytics',
  web: { replicas: 4, resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '3', memory: '6Gi' } } },
  worker: { replicas: 3, resources: { limits: { memory: '5Gi' } } },
  plugins: { replicas: 2 },
  ingress: {
    host: 'hog.contoso.example',
    class: 'nginx',
    issuer: 'letsencrypt',
    annotations: { 'nginx.ingress.kubernetes.io/limit-rps': '50' },
  },
};

export function objects(options: object = {}, own: object = needs): Manifest[] {
  return build(posthog, { options, needs: own }).manifests;
}

export function container(kind: string, name: string, options: object = {}): IContainer {
  return mainContainer(find(objects(options), kind, name));
}

export function variables(kind: string, name: string): readonly IEnvVar[] {
  return container(kind, name).env ?? [];
}

export function config(options: object = {}, own: object = needs): Readonly<Record<string, string>> {
  return find(objects(options, own), 'ConfigMap', 'posthog-config').data;
}
