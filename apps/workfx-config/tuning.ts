import { type TBoolean, type TNumber, type TObject, type TString, Type } from 'typebox';

type Value = string | number | boolean;
type Defaults = Readonly<Record<string, Value>>;
type Properties<D extends Defaults> = { [K in keyof D]: D[K] extends boolean ? TBoolean : D[K] extends number ? TNumber : TString };

/** What the retrieval weighs and how long it may take: `RAG_*` (B1). */
export const rag = {
  summaryBoost: 2,
  contentBoost: 1,
  distilledKnowledgeBoost: 1.5,
  keywordsBoost: 1,
  defaultSearchLimit: 10,
  maxSearchLimit: 100,
  defaultVectorK: 10,
  defaultNumCandidates: 100,
  vectorSimilarityThreshold: 0.5,
  rerankTopK: 20,
  rerankScoreThreshold: 0.5,
  searchTimeout: 30,
  embeddingTimeout: 10,
  enableCaching: true,
  cacheTtlSeconds: 300,
};

/** Who may ask how often, with the numbers of production: `RATE_LIMIT_*` (B1). */
export const rateLimit = {
  enabled: true,
  redisKeyPrefix: 'workfx:rate_limit',
  redisKeyExpireBuffer: 10,
  ipEnabled: true,
  tenantEnabled: true,
  agentMessageEnabled: true,
  minuteWindow: 60,
  hourWindow: 3600,
  dayWindow: 86400,
  weeklyWindow: 604800,
  monthlyWindow: 2592000,
  minuteLimitRatio: 0.05,
  dailyLimitHours: 16,
  ipTenantRatio: 0.1,
  globalRequestsPerHour: 50000,
  globalRequestsPerMinute: 5000,
  globalRequestsPerDay: 1000000,
  tenantCapacityMultiplier: 1000,
  defaultTenantRequestsPerHour: 1000,
  defaultTenantRequestsPerMinute: 50,
  defaultTenantRequestsPerDay: 16000,
  ipRequestsPerHour: 2000,
  ipRequestsPerMinute: 100,
  ipRequestsPerDay: 32000,
  agentInvokeRequestsPerHour: 1000,
  agentInvokeRequestsPerMinute: 50,
  agentInvokeRequestsPerDay: 16000,
  externalApiRequestsPerHour: 150,
  externalApiRequestsPerMinute: 10,
  externalApiRequestsPerDay: 2400,
  kaTenantMultiplier: 5,
  kaTenantBypass: false,
};

/** How pages are fetched; the key of the reader is in a Secret: `URL_EXTRACTOR_*` (B1, W067). */
export const urlExtractor = {
  sitemapMaxSize: 10485760,
  sitemapTimeout: 15,
  maxSitemapIndexSize: 100,
  jinaBaseUrl: 'https://r.jina.ai/',
  jinaTimeout: 30,
  enableSitemap: true,
  enableProvider: true,
  enableDuplicateRemoval: true,
};

/** A closed option with one property for each default. */
export function Tuning<D extends Defaults>(defaults: D, description: string): TObject<Properties<D>> {
  const properties = Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, property(value)]));
  // Made key by key from what the type is made of.
  return Type.Object(properties, { additionalProperties: false, default: {}, description }) as unknown as TObject<Properties<D>>;
}

function property(value: Value) {
  if (typeof value === 'boolean') return Type.Boolean({ default: value });
  return typeof value === 'number' ? Type.Number({ minimum: 0, default: value }) : Type.String({ default: value });
}

/** `{ rerankTopK: 20 }` as `{ RAG_RERANK_TOP_K: 20 }`. */
export function prefixed(prefix: string, values: Defaults): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}_${upperSnake(name)}`, value]));
}

function upperSnake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}
