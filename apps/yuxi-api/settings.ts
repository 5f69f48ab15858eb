import type { Milvus, Neo4j, ObjectStorage, Postgres, Redis } from '@gitops/connections';
import { type ConnectionOf, given, random, type SecretRequirement, secret, secretRef } from '@gitops/kit';
import type { IEnvVarSource } from 'kubernetes-models/v1/EnvVarSource';
import type { ConfigStorage } from './config-storage.ts';

export interface Backends {
  readonly database: ConnectionOf<typeof Postgres>;
  readonly cache: ConnectionOf<typeof Redis> | undefined;
  readonly vectors: ConnectionOf<typeof Milvus>;
  readonly graph: ConnectionOf<typeof Neo4j>;
  readonly files: ConnectionOf<typeof ObjectStorage>;
}

export interface Application {
  readonly config: ConfigStorage;
  readonly modelKeys: readonly string[];
  readonly models?: object | undefined;
  readonly storageHost?: string | undefined;
  readonly settings: Readonly<Record<string, string>>;
}

export const savesDir = '/app/saves';
export const modelsDir = '/models';
const secretName = 'yuxi-know-secrets';
/** Debian's trust store: the only name for it that libpq and asyncpg both take. */
const rootCertificates = '/etc/ssl/certs/ca-certificates.crt';

/** The ConfigMap of the seed, without the addresses that need a password: those are put together where the password is (Y026, B2). */
export function configuration({ config, models, storageHost, settings }: Application, needs: Backends): Record<string, string> {
  const { cache, vectors, graph, files } = needs;
  const all: Record<string, string> = {
    ...settings,
    CONFIG_MODE: config.mode,
    SAVE_DIR: savesDir,
    ...(models ? { MODEL_DIR: modelsDir } : {}),
    RUNNING_IN_DOCKER: 'true',
    MILVUS_URI: `${vectors.tls ? 'https' : 'http'}://${vectors.host}:${vectors.port}`,
    NEO4J_URI: `${graph.tls ? 'bolt+s' : 'bolt'}://${graph.host}:${graph.port}`,
    NEO4J_USERNAME: 'neo4j',
    MINIO_URI: apiOf(files),
    ...(storageHost ? { HOST_IP: storageHost } : {}),
    ...(cache ? { REDIS_HOST: cache.host, REDIS_PORT: String(cache.port) } : {}),
    YUXI_SUPER_ADMIN_NAME: 'admin',
  };
  return Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What is secret, by reference; whatever is put together from such variables stands after them, or it would stay as it is written (C0.2). */
export function credentials({ modelKeys }: Application, needs: Backends): Record<string, string | IEnvVarSource> {
  const { database, cache, vectors, graph, files } = needs;
  const own = secret<string>(secretName, ['JWT_SECRET_KEY', 'YUXI_SUPER_ADMIN_PASSWORD', ...modelKeys]);
  const address = `$(DATABASE_USERNAME):$(DATABASE_PASSWORD)@${database.host}:${database.port}/${database.database}`;
  return {
    DATABASE_USERNAME: secretRef(database.secret, 'username'),
    DATABASE_PASSWORD: secretRef(database.secret, 'password'),
    DATABASE_URL: `postgresql+asyncpg://${address}?ssl=${database.sslMode}`,
    DATABASE_URL_SYNC: `postgresql://${address}?sslmode=${database.sslMode}`,
    ...(database.sslMode === 'verify-full' ? { PGSSLROOTCERT: rootCertificates } : {}),
    MILVUS_USERNAME: secretRef(vectors.secret, 'username'),
    MILVUS_PASSWORD: secretRef(vectors.secret, 'password'),
    MILVUS_TOKEN: '$(MILVUS_USERNAME):$(MILVUS_PASSWORD)',
    NEO4J_PASSWORD: secretRef(graph.secret, 'password'),
    MINIO_ACCESS_KEY: secretRef(files.secret, 'accessKey'),
    MINIO_SECRET_KEY: secretRef(files.secret, 'secretKey'),
    ...(cache ? { REDIS_PASSWORD: secretRef(cache.secret, 'password') } : {}),
    ...Object.fromEntries(Object.keys(own.keys).map((key) => [key, secretRef(own, key)])),
  };
}

/** Passwords of what it needs are in the Secrets of those, so that there is one of each: an environment may make all of them this one. */
export function ownSecret({ modelKeys }: Application): SecretRequirement {
  return {
    name: secretName,
    keys: {
      JWT_SECRET_KEY: random('signs the tokens of those who log in; the default of the application is in its source', 48),
      YUXI_SUPER_ADMIN_PASSWORD: random('password of the first administrator, admin'),
      ...Object.fromEntries(modelKeys.map((key) => [key, given('API key; at least one of a model provider must be valid')])),
    },
  };
}

/** Where the client for S3 finds the buckets. */
function apiOf({ provider, endpoint, url, region }: ConnectionOf<typeof ObjectStorage>): string {
  if (provider === 's3') return endpoint ?? `https://s3${region ? `.${region}` : ''}.amazonaws.com`;
  return provider === 'gcs' ? (endpoint ?? 'https://storage.googleapis.com') : url;
}
