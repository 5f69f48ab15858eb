import { contract } from '@gitops/kit';
import { Type } from 'typebox';
import { Servers, serversReach } from './servers.ts';

/** etcd 3.4 or later without users of its own: whoever reaches it may read and write everything. */
export const Etcd = contract('etcd', {
  endpoint: {
    endpoints: Servers,
    tls: Type.Boolean({ default: false, description: 'Whether clients speak TLS' }),
  },
  secretKeys: [],
  reaches: ({ endpoints }) => serversReach(endpoints),
});
