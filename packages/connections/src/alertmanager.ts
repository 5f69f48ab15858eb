import { contract } from '@gitops/kit';
import { Type } from 'typebox';
import { Port } from './port.ts';

/** All replicas of one Alertmanager: whoever sends alerts sends them to each, and the replicas agree on who notifies (C18). */
export const Alertmanager = contract('alertmanager', {
  endpoint: {
    host: Type.String({ description: 'DNS name whose addresses are the replicas' }),
    port: Port(9093),
  },
  secretKeys: [],
  reaches: ({ host, port }) => [{ host, port }],
});
