import { contract } from '@gitops/kit';
import { Type } from 'typebox';
import { Host } from './host.ts';

/** Nacos 2.x with authentication on (C9). */
export const Nacos = contract('nacos', {
  endpoint: {
    host: Host,
    port: Type.Integer({
      default: 8848,
      minimum: 1,
      maximum: 64535,
      description: 'Of the HTTP API; gRPC is a thousand higher, which clients work out themselves',
    }),
  },
  secretKeys: ['username', 'password'],
  reaches: ({ host, port }) => [
    { host, port },
    { host, port: port + 1000 },
  ],
});
