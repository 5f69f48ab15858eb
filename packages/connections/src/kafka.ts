import { type ConnectionOf, contract, type Reach } from '@gitops/kit';
import { Type } from 'typebox';

/** Kafka 2.8 or later (W015). The credentials are used by the SASL protocols only. */
export const Kafka = contract('kafka', {
  endpoint: {
    bootstrapServers: Type.String({ pattern: '^[^:,\\s]+:\\d+(,[^:,\\s]+:\\d+)*$', description: 'host:port, several with commas' }),
    securityProtocol: Type.Union(
      [Type.Literal('PLAINTEXT'), Type.Literal('SSL'), Type.Literal('SASL_PLAINTEXT'), Type.Literal('SASL_SSL')],
      { default: 'PLAINTEXT' },
    ),
    saslMechanism: Type.Optional(
      Type.Union([Type.Literal('PLAIN'), Type.Literal('SCRAM-SHA-256'), Type.Literal('SCRAM-SHA-512')], {
        default: 'PLAIN',
        description: 'How clients prove who they are, where the security protocol is one of SASL_PLAINTEXT and SASL_SSL',
      }),
    ),
  },
  secretKeys: ['username', 'password'],
  reaches: ({ bootstrapServers }) => bootstrapServers.split(',').map(reach),
});

function reach(server: string): Reach {
  const colon = server.lastIndexOf(':');
  return { host: server.slice(0, colon), port: Number(server.slice(colon + 1)) };
}

const loginModules = {
  PLAIN: 'org.apache.kafka.common.security.plain.PlainLoginModule',
  'SCRAM-SHA-256': 'org.apache.kafka.common.security.scram.ScramLoginModule',
  'SCRAM-SHA-512': 'org.apache.kafka.common.security.scram.ScramLoginModule',
};

/** How a Java client logs in; undefined where the server asks nobody who they are. */
export function saslOf({
  securityProtocol,
  saslMechanism: mechanism = 'PLAIN',
}: Pick<ConnectionOf<typeof Kafka>, 'securityProtocol' | 'saslMechanism'>): { mechanism: string; loginModule: string } | undefined {
  return securityProtocol.startsWith('SASL_') ? { mechanism, loginModule: loginModules[mechanism] } : undefined;
}
