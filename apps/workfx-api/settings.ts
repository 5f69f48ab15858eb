import type { Elasticsearch, Postgres, Redis } from '@gitops/connections';
import { type ConnectionOf, given, literal, random, secret, secretRef } from '@gitops/kit';
import { databaseSettings, type Settings } from '@gitops/workfx';
import { type Static, Type } from 'typebox';

const Url = () => Type.String({ pattern: '^https?://\\S+$', default: 'https://workfx.ai' });

/** Who issues the tokens of administrators and of the AI services, and for whom (W066). */
export const Jwt = Type.Object(
  { adminIssuer: Url(), adminAudience: Url(), aiIssuer: Url(), aiAudience: Url() },
  { additionalProperties: false, default: {}, description: 'Issuers and audiences of the tokens' },
);

interface Backends {
  readonly database: ConnectionOf<typeof Postgres>;
  readonly cache: ConnectionOf<typeof Redis>;
  readonly search: ConnectionOf<typeof Elasticsearch> | undefined;
}

/** What the loader of the API reads, one Secret a class: in a single one, the keys of three servers would be the same (B1). */
export function settingsOf({ database, cache, search }: Backends, jwt: Static<typeof Jwt>): Settings[] {
  return [
    databaseSettings(database),
    redisSettings(cache),
    ...(search ? [searchSettings(search)] : []),
    jwtSettings(jwt),
    securitySettings,
  ];
}

/** Cache and sessions (W034, W063). */
function redisSettings(cache: ConnectionOf<typeof Redis>): Settings {
  return {
    class: 'RedisSettings',
    secret: cache.secret.name,
    keys: {
      redis_host: literal(cache.host),
      redis_port: literal(cache.port),
      redis_db: literal(cache.database),
      redis_use_ssl: literal(cache.tls),
    },
    provided: { redis_password: secretRef(cache.secret, 'password') },
  };
}

/** Full-text search, where there is any (W016, W064). */
function searchSettings({ host, port, tls, secret: handle }: ConnectionOf<typeof Elasticsearch>): Settings {
  return {
    class: 'ElasticsearchSettings',
    secret: handle.name,
    keys: {
      host: literal(host),
      port: literal(port),
      use_ssl: literal(tls),
      cluster_url: literal(`${tls ? 'https' : 'http'}://${host}:${port}`),
    },
    provided: { username: secretRef(handle, 'username'), password: secretRef(handle, 'password') },
  };
}

function jwtSettings({ adminIssuer, adminAudience, aiIssuer, aiAudience }: Static<typeof Jwt>): Settings {
  return {
    class: 'JwtSettings',
    secret: 'jwt-secret',
    keys: {
      admin_jwt_key: random('signs the tokens of administrators', 48),
      admin_jwt_issuer: literal(adminIssuer),
      admin_jwt_audience: literal(adminAudience),
      ai_jwt_key: random('signs the tokens of the AI services', 48),
      ai_jwt_issuer: literal(aiIssuer),
      ai_jwt_audience: literal(aiAudience),
    },
  };
}

/** `data_secret` encrypts what the database holds: another value makes that unreadable (W067). */
const securitySettings: Settings = {
  class: 'SecuritySettings',
  secret: 'secret-key',
  keys: {
    data_secret: random('encrypts data in the database; keep it as long as the data', 48),
    jina_api_key: given('API key of the Jina reader, which fetches web pages'),
  },
};

const models = secret('wfx-hosted-models', ['embedding_api_key', 'rerank_api_key', 'llm_api_key']);

/** The keys of the model providers, which have no Secret in the guide (D27); named beside the variables of the ConfigMap. */
export const modelKeys = {
  env: {
    EMBEDDING_MODEL_API_KEY: secretRef(models, 'embedding_api_key'),
    RERANK_MODEL_API_KEY: secretRef(models, 'rerank_api_key'),
    LLM_MODEL_API_KEY: secretRef(models, 'llm_api_key'),
  },
  requirement: {
    name: models.name,
    keys: {
      embedding_api_key: given('API key of the provider of the embedding model'),
      rerank_api_key: given('API key of the provider of the rerank model'),
      llm_api_key: given('API key of the provider of the language model'),
    },
  },
};
