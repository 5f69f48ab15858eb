import type { Reach } from '@gitops/kit';
import { Type } from 'typebox';

/** The members of a cluster, of which a client asks any. */
export const Servers = Type.String({ pattern: '^[^:,\\s]+:\\d+(,[^:,\\s]+:\\d+)*$', description: 'host:port, several with commas' });

/** Where such a list leads to. */
export function serversReach(servers: string): Reach[] {
  return servers.split(',').map((server) => {
    const colon = server.lastIndexOf(':');
    return { host: server.slice(0, colon), port: Number(server.slice(colon + 1)) };
  });
}
