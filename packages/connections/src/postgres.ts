import { contract, OneOf } from '@gitops/kit';
import { Type } from 'typebox';
import { Host } from './host.ts';
import { Port } from './port.ts';

/** PostgreSQL 12 or later (W013). */
export const Postgres = contract('postgres', {
  endpoint: {
    host: Host,
    port: Port(5432),
    database: Type.String({ description: 'Database that the credentials open' }),
    sslMode: OneOf(['disable', 'require', 'verify-full'], {
      default: 'require',
      description: "libpq's sslmode",
    }),
  },
  secretKeys: ['username', 'password'],
  reaches: ({ host, port }) => [{ host, port }],
});
