import type { Postgres, Posthog, Redis } from '@gitops/connections';
import { type ConnectionOf, env, secretRef } from '@gitops/kit';
import type { IEnvVar } from 'kubernetes-models/v1/EnvVar';
import type { IEnvVarSource } from 'kubernetes-models/v1/EnvVarSource';

interface Backends {
  readonly database: ConnectionOf<typeof Postgres>;
  readonly cache: ConnectionOf<typeof Redis> | undefined;
  readonly analytics: ConnectionOf<typeof Posthog> | undefined;
}

interface Choices {
  readonly stage?: string | undefined;
  readonly logLevel: string;
  readonly databaseUser: string;
}

interface Ports {
  readonly http: number;
  readonly grpc: number;
  readonly metrics: number;
}

/** The ConfigMap: everything that is no secret (P021, B4). What it calls a host is one that a need names (D2). */
export function settings(
  { stage, logLevel, databaseUser }: Choices,
  { database, cache, analytics }: Backends,
  { http, grpc, metrics }: Ports,
): Record<string, string> {
  return {
    APP_NAME: 'model-router',
    ...(stage ? { APP_ENV: stage } : {}),
    LOG_LEVEL: logLevel,
    // Versions of the program read their ports from different variables, and none of them listens on these by itself (C21).
    PORT: String(http),
    HTTP_PORT: String(http),
    HTTP_ADDR: `0.0.0.0:${http}`,
    GRPC_PORT: String(grpc),
    GRPC_ADDR: `0.0.0.0:${grpc}`,
    METRICS_ENABLED: 'true',
    METRICS_PORT: String(metrics),
    POSTHOG_ENABLED: String(analytics !== undefined),
    ...(analytics ? { POSTHOG_HOST: analytics.host } : {}),
    DB_HOST: database.host,
    DB_PORT: String(database.port),
    DB_NAME: database.database,
    DB_USER: databaseUser,
    DB_SSL_MODE: database.sslMode,
    ...(cache ? { REDIS_ADDR: `${cache.host}:${cache.port}`, REDIS_DB: String(cache.database) } : {}),
  };
}

/** What comes from Secrets (P022), and the URL that is made of it: after the password, or that would stay a placeholder (C0.2). */
export function variables({ database, cache, analytics }: Backends, keys: Record<string, IEnvVarSource>): IEnvVar[] {
  return env({
    DB_PASSWORD: secretRef(database.secret, 'password'),
    DATABASE_URL: 'postgres://$(DB_USER):$(DB_PASSWORD)@$(DB_HOST):$(DB_PORT)/$(DB_NAME)?sslmode=$(DB_SSL_MODE)',
    ...(cache ? { REDIS_PASSWORD: secretRef(cache.secret, 'password') } : {}),
    ...(analytics ? { POSTHOG_API_KEY: secretRef(analytics.secret, 'apiKey') } : {}),
    ...keys,
  });
}
