import type { Clickhouse, Kafka, Postgres, Redis } from '@gitops/connections';
import { type ConnectionOf, env, type SecretHandle, secretRef } from '@gitops/kit';
import type { IEnvVar } from 'kubernetes-models/v1/EnvVar';

export interface Backends {
  readonly database: ConnectionOf<typeof Postgres>;
  readonly cache: ConnectionOf<typeof Redis>;
  readonly events: ConnectionOf<typeof Clickhouse>;
  readonly messages: ConnectionOf<typeof Kafka>;
}

/** Debian's trust store: the only name for it that libpq knows. */
const rootCertificates = '/etc/ssl/certs/ca-certificates.crt';

/** The ConfigMap: everything that is no secret (P009, C19). */
export function settings(siteUrl: string, cluster: string, { database, cache, events, messages }: Backends): Record<string, string> {
  return {
    SITE_URL: siteUrl,
    // TLS ends at the Ingress, and only its controller and what the needs let in reach the Pods.
    IS_BEHIND_PROXY: 'true',
    TRUST_ALL_PROXIES: 'true',
    DISABLE_SECURE_SSL_REDIRECT: 'true',
    PRIMARY_DB: 'clickhouse',
    POSTHOG_POSTGRES_HOST: database.host,
    POSTHOG_POSTGRES_PORT: String(database.port),
    POSTHOG_DB_NAME: database.database,
    // Of libpq and of the client of Node alike; PostHog itself has a variable that its Django ignores.
    PGSSLMODE: database.sslMode,
    ...(database.sslMode === 'verify-full' ? { PGSSLROOTCERT: rootCertificates } : {}),
    POSTHOG_REDIS_HOST: cache.host,
    POSTHOG_REDIS_PORT: String(cache.port),
    CLICKHOUSE_HOST: events.host,
    CLICKHOUSE_DATABASE: events.database,
    CLICKHOUSE_CLUSTER: cluster,
    // Both are on unless something is said (B4).
    CLICKHOUSE_SECURE: String(events.tls),
    CLICKHOUSE_VERIFY: String(events.tls),
    // Else ClickHouse would need PostHog's Protobuf schemas as files.
    CLICKHOUSE_DISABLE_EXTERNAL_SCHEMAS: 'true',
    // The old name and the new one: the parts of the image do not agree.
    KAFKA_HOSTS: messages.bootstrapServers,
    KAFKA_URL: messages.bootstrapServers.replaceAll(/(^|,)/g, '$1kafka://'),
    // It would not start with a PostgreSQL beyond 14.1 or a Redis beyond 6.3, none of which is looked after any more.
    SKIP_SERVICE_VERSION_REQUIREMENTS: 'true',
    // No word to its makers, whom the network policy does not let it reach anyway.
    OPT_OUT_CAPTURE: 'true',
  };
}

/** Logins, from the Secrets of those whom they open, and what is its own (P007). */
export function variables(own: SecretHandle<'SECRET_KEY'>, { database, cache, events }: Backends): IEnvVar[] {
  return env({
    SECRET_KEY: secretRef(own, 'SECRET_KEY'),
    POSTHOG_DB_USER: secretRef(database.secret, 'username'),
    POSTHOG_DB_PASSWORD: secretRef(database.secret, 'password'),
    POSTHOG_REDIS_PASSWORD: secretRef(cache.secret, 'password'),
    CLICKHOUSE_USER: secretRef(events.secret, 'username'),
    CLICKHOUSE_PASSWORD: secretRef(events.secret, 'password'),
  });
}
