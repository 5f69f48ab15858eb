// @ts-check
export const limits = { requests: { cpu: '250m', memory: '256Mi' }, limits: { memory: '512Mi' } };

export const settings = {
  LOG_LEVEL: 'info',
  DATABASE_HOST: 'postgres.data.svc.cluster.local',
  DATABASE_PORT: '5432',
  DATABASE_NAME: 'application',
  DATABASE_SSL_MODE: 'verify-full',
  CACHE_URL: 'redis://redis.data.svc.cluster.local:6379/0',
  QUEUE_BROKERS: 'kafka-0.kafka.data.svc.cluster.local:9092,kafka-1.kafka.data.svc.cluster.local:9092',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector.monitoring.svc.cluster.local:4317',
  FEATURE_SEARCH: 'true',
  FEATURE_EXPORT: 'false',
};

const probe = { httpGet: { path: '/health', port: 'http' }, timeoutSeconds: 3 };
export const probes = {
  startupProbe: { ...probe, periodSeconds: 5, failureThreshold: 30 },
  readinessProbe: { httpGet: { path: '/ready', port: 'http' }, timeoutSeconds: 3, periodSeconds: 10, failureThreshold: 3 },
  livenessProbe: { ...probe, periodSeconds: 20, failureThreshold: 3 },
};
