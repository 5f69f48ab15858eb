import { contract } from '@gitops/kit';
import { Type } from 'typebox';
import { Host } from './host.ts';
import { Port } from './port.ts';

/** ClickHouse, over HTTP or the native protocol (C12). */
export const Clickhouse = contract('clickhouse', {
  endpoint: {
    host: Host,
    httpPort: Port(8123),
    nativePort: Port(9000),
    database: Type.String({ description: 'Database that the credentials open' }),
    tls: Type.Boolean({ default: true, description: 'Whether both ports speak TLS' }),
  },
  secretKeys: ['username', 'password'],
  reaches: ({ host, httpPort, nativePort }) => [
    { host, port: httpPort },
    { host, port: nativePort },
  ],
});
