import { contract } from '@gitops/kit';
import { Type } from 'typebox';
import { Host } from './host.ts';
import { Port } from './port.ts';

/** Elasticsearch 7.0 or later (W016). */
export const Elasticsearch = contract('elasticsearch', {
  endpoint: {
    host: Host,
    port: Port(9200),
    tls: Type.Boolean({ default: true, description: 'Whether clients speak HTTPS' }),
  },
  secretKeys: ['username', 'password'],
  reaches: ({ host, port }) => [{ host, port }],
});
