import { contract } from '@gitops/kit';
import { Type } from 'typebox';

/** Elasticsearch 7.0 or later (W016). */
export const Elasticsearch = contract('elasticsearch', {
  endpoint: {
    host: Type.String({ description: 'DNS name or address' }),
    port: Type.Integer({ default: 9200, minimum: 1, maximum: 65535 }),
    tls: Type.Boolean({ default: true, description: 'Whether clients speak HTTPS' }),
  },
  secretKeys: ['username', 'password'],
  reaches: ({ host, port }) => [{ host, port }],
});
