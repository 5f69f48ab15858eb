import { contract } from '@gitops/kit';
import { Type } from 'typebox';
import { Host } from './host.ts';
import { Port } from './port.ts';

/** Milvus 2.5 or later with authentication on (Y014), over gRPC or REST on the same port. */
export const Milvus = contract('milvus', {
  endpoint: {
    host: Host,
    port: Port(19530),
    tls: Type.Boolean({ default: true }),
  },
  secretKeys: ['username', 'password'],
  reaches: ({ host, port }) => [{ host, port }],
});
