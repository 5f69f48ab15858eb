import { contract, OneOf } from '@gitops/kit';
import { Type } from 'typebox';
import { Host } from './host.ts';
import { Port } from './port.ts';

/** MySQL 8.0 or later (C10). */
export const Mysql = contract('mysql', {
  endpoint: {
    host: Host,
    port: Port(3306),
    database: Type.String({ description: 'Database that the credentials open' }),
    sslMode: OneOf(['DISABLED', 'REQUIRED'], { default: 'REQUIRED', description: "MySQL's ssl-mode" }),
  },
  secretKeys: ['username', 'password'],
  reaches: ({ host, port }) => [{ host, port }],
});
