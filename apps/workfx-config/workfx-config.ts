import { ObjectStorage, WorkfxSettings } from '@gitops/connections';
import { type ConnectionOf, connect, defineService, fact, metadata, OneOf, optional } from '@gitops/kit';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { type Static, Type } from 'typebox';
import { prefixed, rag, rateLimit, Tuning, urlExtractor } from './tuning.ts';

const closed = { additionalProperties: false } as const;
const Seconds = (seconds: number) => Type.Integer({ minimum: 1, default: seconds, description: 'Seconds' });
const Megabytes = (megabytes: number) => Type.Integer({ minimum: 1, default: megabytes, description: 'Megabytes' });
const Bucket = (name: string) => Type.String({ pattern: '^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$', default: name });

const Model = (name: string, description: string) =>
  Type.Object(
    {
      provider: Type.String({ default: 'azure_openai' }),
      name: Type.String({ default: name }),
      baseUrl: Type.Optional(
        Type.String({ pattern: '^https?://[^@]+$', description: "Address of the API; the provider's own by default" }),
      ),
    },
    { ...closed, default: {}, description },
  );

const Options = Type.Object(
  {
    environment: Type.String({ default: 'prod', description: 'What the application calls its environment: dev, staging, prod' }),
    appName: Type.String({ default: 'workfx-ai' }),
    kaName: Type.String({ default: 'wfx', description: 'Whose installation this is: the name of the key account' }),
    logLevel: OneOf(['DEBUG', 'INFO', 'WARNING', 'ERROR'], {
      default: 'INFO',
    }),
    enableOtel: Type.Boolean({ default: true, description: 'OpenTelemetry' }),
    enableBilling: Type.Boolean({ default: true }),
    cloud: fact('cluster.cloud', { description: 'azure, aws, gcp or local' }),
    region: fact('cluster.region', { description: 'Region of the cloud' }),
    azure: Type.Optional(
      Type.Object(
        {
          keyVaultUrl: Type.Optional(
            Type.String({ pattern: '^https://', description: 'Key Vault that the application reads by itself (W060)' }),
          ),
          tenantId: Type.Optional(Type.String()),
          clientId: Type.Optional(
            Type.String({ description: 'Of the managed identity. Its secret has no place here: give the Pods an identity' }),
          ),
        },
        closed,
      ),
    ),
    gcp: Type.Optional(Type.Object({ projectId: Type.String() }, closed)),
    models: Type.Object(
      {
        embedding: Model('text-embedding-ada-002', 'Turns text into vectors (W051)'),
        rerank: Model('text-embedding-ada-002', 'Orders what was found (W052); the default is an embedding model (D27)'),
        llm: Model('gpt-4', 'Answers (W053)'),
      },
      { ...closed, default: {}, description: 'Their API keys are in the Secret wfx-hosted-models' },
    ),
    buckets: Type.Object(
      {
        admin: Bucket('workfx-ai-admin'),
        user: Bucket('workfx-ai-user'),
        public: Bucket('workfx-ai-public'),
        email: Bucket('workfx-ai-email'),
        toolsImage: Bucket('workfx-ai-tools-image'),
      },
      { ...closed, default: {}, description: 'Names of the buckets (W055)' },
    ),
    uploads: Type.Object(
      { file: Megabytes(15), image: Megabytes(15), video: Megabytes(100), audio: Megabytes(100), accessTimeout: Seconds(7200) },
      { ...closed, default: {}, description: 'How large files may be, and how long a link to one is valid' },
    ),
    databasePool: Type.Object(
      {
        poolSize: Type.Integer({ minimum: 1, default: 20 }),
        maxOverflow: Type.Integer({ minimum: 0, default: 30 }),
        poolTimeout: Seconds(30),
        poolRecycle: Seconds(3600),
      },
      {
        ...closed,
        default: {},
        description: 'Of every process: replicas times (poolSize + maxOverflow) connections must fit into the server (W057, C22)',
      },
    ),
    redisPool: Type.Object(
      { connectionPoolSize: Type.Integer({ minimum: 1, default: 10 }), socketTimeout: Seconds(5), socketConnectTimeout: Seconds(5) },
      { ...closed, default: {}, description: 'Of every process (W058)' },
    ),
    rag: Tuning(rag, 'Retrieval: weights, limits and timeouts'),
    rateLimit: Tuning(rateLimit, 'Who may ask how often'),
    urlExtractor: Tuning(urlExtractor, 'How web pages are fetched'),
    settings: Type.Record(
      Type.String({ pattern: '^(?!(.*_)?(KEY|KEY_ID|SECRET|PASSWORD|TOKEN|CREDENTIALS?|CONNECTION_STRING)$)[A-Z][A-Z0-9_]*$' }),
      Type.String({ pattern: '^(?!\\w+://[^/]*:[^/]*@)' }),
      {
        ...closed,
        default: {},
        description: 'Further variables of the application. Nothing secret: neither by its name nor a URL with a password',
      },
    ),
  },
  closed,
);
type Options = Static<typeof Options>;

/** The settings that the WorkFX workloads share, none of them secret (W026, W050). */
export const workfxConfig = defineService({
  name: 'workfx-config',
  tier: 'application',
  objectName: 'workfx-ai-config',
  options: Options,
  provides: WorkfxSettings,
  needs: { storage: optional(ObjectStorage) },

  connection: ({ self }) => connect(WorkfxSettings, { configMap: self.name }),

  build: ({ self, options, needs: { storage } }) => [
    new ConfigMap({
      metadata: metadata(self),
      data: asText({
        ...application(options),
        ...cloud(options),
        ...(storage && buckets(storage, options)),
        ...models(options),
        ...pools(options),
        ...prefixed('RAG', options.rag),
        ...prefixed('RATE_LIMIT', options.rateLimit),
        ...prefixed('URL_EXTRACTOR', options.urlExtractor),
        ...options.settings,
      }),
    }),
  ],
});

type Variables = Readonly<Record<string, string | number | boolean | undefined>>;

function application({ environment, appName, kaName, logLevel, enableOtel, enableBilling }: Options): Variables {
  return {
    ENV: environment,
    NODE_ENV: environment,
    APP_NAME: appName,
    KA_NAME: kaName,
    LOG_LEVEL: logLevel,
    // The application spells it so (B1).
    ENABLE_OPTEL: enableOtel,
    ENABLE_BILLING: enableBilling,
    // Nothing here holds the keys of the payment gateway.
    ENABLE_STRIPE: false,
  };
}

/** Where it runs. Credentials of a cloud come from the identity of the Pods or from a Secret, never from here (B1). */
function cloud({ cloud: type, region, azure = {}, gcp }: Options): Variables {
  return {
    CLOUD_TYPE: type,
    AZURE_KEYVAULT_URL: azure.keyVaultUrl,
    AZURE_TENANT_ID: azure.tenantId,
    AZURE_CLIENT_ID: azure.clientId,
    AWS_REGION: type === 'aws' ? region : undefined,
    GCP_REGION: type === 'gcp' ? region : undefined,
    GCP_PROJECT_ID: gcp?.projectId,
  };
}

function buckets(
  { provider, url, endpoint, region }: ConnectionOf<typeof ObjectStorage>,
  { cloud: type, buckets: names, uploads }: Options,
): Variables {
  return {
    STORAGE_TYPE: provider,
    STORAGE_BUCKET_URI_PATH: url,
    STORAGE_ADMIN_BUCKET_NAME: names.admin,
    STORAGE_USER_BUCKET_NAME: names.user,
    STORAGE_PUBLIC_BUCKET_NAME: names.public,
    STORAGE_EMAIL_BUCKET_NAME: names.email,
    STORAGE_TOOLS_IMAGE_BUCKET_NAME: names.toolsImage,
    STORAGE_UPLOAD_FILE_SIZE_LIMIT: uploads.file,
    STORAGE_UPLOAD_IMAGE_FILE_SIZE_LIMIT: uploads.image,
    STORAGE_UPLOAD_VIDEO_FILE_SIZE_LIMIT: uploads.video,
    STORAGE_UPLOAD_AUDIO_FILE_SIZE_LIMIT: uploads.audio,
    STORAGE_FILES_ACCESS_TIMEOUT: uploads.accessTimeout,
    ...(provider === 's3' && { AWS_ENDPOINT_URL_S3: endpoint, ...(type !== 'aws' && { AWS_REGION: region }) }),
  };
}

function models({ models: { embedding, rerank, llm } }: Options): Variables {
  return {
    EMBEDDING_MODEL_PROVIDER: embedding.provider,
    EMBEDDING_MODEL: embedding.name,
    EMBEDDING_MODEL_BASE_URL: embedding.baseUrl,
    RERANK_MODEL_PROVIDER: rerank.provider,
    RERANK_MODEL: rerank.name,
    RERANK_MODEL_BASE_URL: rerank.baseUrl,
    LLM_MODEL_PROVIDER: llm.provider,
    LLM_MODEL: llm.name,
    LLM_MODEL_BASE_URL: llm.baseUrl,
  };
}

/** By the loader's name for a field of a class: the chart has these values but hands them to nobody (B1). */
function pools({ databasePool, redisPool }: Options): Variables {
  return {
    DatabaseSettings_pool_size: databasePool.poolSize,
    DatabaseSettings_max_overflow: databasePool.maxOverflow,
    DatabaseSettings_pool_timeout: databasePool.poolTimeout,
    DatabaseSettings_pool_recycle: databasePool.poolRecycle,
    RedisSettings_connection_pool_size: redisPool.connectionPoolSize,
    RedisSettings_socket_timeout: redisPool.socketTimeout,
    RedisSettings_socket_connect_timeout: redisPool.socketConnectTimeout,
  };
}

/** In alphabetical order: in which order options are written must not show. */
function asText(variables: Variables): Record<string, string> {
  const set = Object.entries(variables).filter(([, value]) => value !== undefined);
  return Object.fromEntries(set.map(([name, value]) => [name, String(value)] as const).sort());
}
