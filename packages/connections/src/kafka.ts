import { type ConnectionOf, contract, OneOf, secretRef } from '@gitops/kit';
import type { IEnvVarSource } from 'kubernetes-models/v1/EnvVarSource';
import { Type } from 'typebox';
import { Servers, serversReach } from './servers.ts';

/** Kafka 2.8 or later (W015). The credentials are used by the SASL protocols only. */
export const Kafka = contract('kafka', {
  endpoint: {
    bootstrapServers: Servers,
    securityProtocol: OneOf(['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL'], { default: 'PLAINTEXT' }),
    saslMechanism: Type.Optional(
      OneOf(['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'], {
        default: 'PLAIN',
        description: 'How clients prove who they are, where the security protocol is one of SASL_PLAINTEXT and SASL_SSL',
      }),
    ),
  },
  secretKeys: ['username', 'password'],
  reaches: ({ bootstrapServers }) => serversReach(bootstrapServers),
});

const loginModules = {
  PLAIN: 'org.apache.kafka.common.security.plain.PlainLoginModule',
  'SCRAM-SHA-256': 'org.apache.kafka.common.security.scram.ScramLoginModule',
  'SCRAM-SHA-512': 'org.apache.kafka.common.security.scram.ScramLoginModule',
};

/** Whether the server asks clients who they are. */
export function usesSasl({ securityProtocol }: Pick<ConnectionOf<typeof Kafka>, 'securityProtocol'>): boolean {
  return securityProtocol.startsWith('SASL_');
}

interface Sasl {
  readonly mechanism: string;
  /** `sasl.jaas.config`, with placeholders for the variables. */
  readonly jaasConfig: string;
  readonly variables: Readonly<Record<string, IEnvVarSource>>;
}

/** How a Java client logs in with the variables `<prefix>_USERNAME` and `<prefix>_PASSWORD`; undefined where the server asks nobody who they are. */
export function saslOf(kafka: ConnectionOf<typeof Kafka>, prefix: string): Sasl | undefined {
  if (!usesSasl(kafka)) return undefined;
  const { saslMechanism: mechanism = 'PLAIN', secret } = kafka;
  return {
    mechanism,
    jaasConfig: `${loginModules[mechanism]} required username="\${${prefix}_USERNAME}" password="\${${prefix}_PASSWORD}";`,
    variables: { [`${prefix}_USERNAME`]: secretRef(secret, 'username'), [`${prefix}_PASSWORD`]: secretRef(secret, 'password') },
  };
}
