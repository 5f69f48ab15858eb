export { Elasticsearch } from './elasticsearch.ts';
export { Http } from './http.ts';
export { Kafka } from './kafka.ts';
export { ObjectStorage } from './object-storage.ts';
export { Postgres } from './postgres.ts';
export { Redis } from './redis.ts';
export { WorkfxSettings } from './workfx-settings.ts';
