import { contract } from '@gitops/kit';
import { Type } from 'typebox';
import { Host } from './host.ts';

/** Redis 6.0 or later (W014). */
export const Redis = contract('redis', {
  endpoint: {
    host: Host,
    port: Type.Integer({ default: 6379, minimum: 1, maximum: 65535 }),
    database: Type.Integer({ default: 0, minimum: 0, description: 'Number of the logical database' }),
    tls: Type.Boolean({ default: false }),
  },
  secretKeys: ['password'],
  reaches: ({ host, port }) => [{ host, port }],
});
