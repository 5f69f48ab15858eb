import { contract } from '@gitops/kit';
import { Type } from 'typebox';
import { Host } from './host.ts';
import { Port } from './port.ts';

/** Neo4j 5 over Bolt, for its user `neo4j`: the Community edition knows no other that would have fewer rights. */
export const Neo4j = contract('neo4j', {
  endpoint: {
    host: Host,
    port: Port(7687),
    tls: Type.Boolean({ default: true, description: 'Whether clients speak TLS (bolt+s)' }),
  },
  secretKeys: ['password'],
  reaches: ({ host, port }) => [{ host, port }],
});
