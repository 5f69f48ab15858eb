import { contract, type Reach } from '@gitops/kit';
import { Type } from 'typebox';

/** Kafka 2.8 or later (W015). The credentials are used by the SASL protocols only. */
export const Kafka = contract('kafka', {
  endpoint: {
    bootstrapServers: Type.String({ pattern: '^[^:,\\s]+:\\d+(,[^:,\\s]+:\\d+)*$', description: 'host:port, several with commas' }),
    securityProtocol: Type.Union(
      [Type.Literal('PLAINTEXT'), Type.Literal('SSL'), Type.Literal('SASL_PLAINTEXT'), Type.Literal('SASL_SSL')],
      { default: 'PLAINTEXT' },
    ),
  },
  secretKeys: ['username', 'password'],
  reaches: ({ bootstrapServers }) => bootstrapServers.split(',').map(reach),
});

function reach(server: string): Reach {
  const colon = server.lastIndexOf(':');
  return { host: server.slice(0, colon), port: Number(server.slice(colon + 1)) };
}
