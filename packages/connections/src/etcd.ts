import { contract, type Reach } from '@gitops/kit';
import { Type } from 'typebox';

/** etcd 3.4 or later without users of its own: whoever reaches it may read and write everything. */
export const Etcd = contract('etcd', {
  endpoint: {
    endpoints: Type.String({ pattern: '^[^:,\\s]+:\\d+(,[^:,\\s]+:\\d+)*$', description: 'host:port, several with commas' }),
    tls: Type.Boolean({ default: false, description: 'Whether clients speak TLS' }),
  },
  secretKeys: [],
  reaches: ({ endpoints }) => endpoints.split(',').map(reach),
});

function reach(endpoint: string): Reach {
  const colon = endpoint.lastIndexOf(':');
  return { host: endpoint.slice(0, colon), port: Number(endpoint.slice(colon + 1)) };
}
