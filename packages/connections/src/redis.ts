import { contract } from '@gitops/kit';
import { Type } from 'typebox';
import { Host } from './host.ts';
import { Port } from './port.ts';

/** Redis 6.0 or later (W014). */
export const Redis = contract('redis', {
  endpoint: {
    host: Host,
    port: Port(6379),
    database: Type.Integer({ default: 0, minimum: 0, description: 'Number of the logical database' }),
    tls: Type.Boolean({ default: false }),
  },
  secretKeys: ['password'],
  reaches: ({ host, port }) => [{ host, port }],
});
