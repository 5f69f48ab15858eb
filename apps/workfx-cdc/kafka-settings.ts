import { type Kafka, usesSasl } from '@gitops/connections';
import { type ConnectionOf, literal, secretRef } from '@gitops/kit';
import type { Settings } from '@gitops/workfx';
import { type Static, Type } from 'typebox';

const Topic = (name: string, description: string) => Type.String({ pattern: '^[A-Za-z0-9._-]{1,249}$', default: name, description });

/** Two environments on one Kafka need different names. */
export const Topics = Type.Object(
  {
    documentChunks: Topic('postgres.public.document_chunks', 'Changes of the table document_chunks (W073)'),
    agents: Topic('postgres.public.agents', 'Changes of the table agents (W074)'),
    consumerGroupPrefix: Topic('workfx-ai', 'Stands before the names of the consumer groups'),
  },
  { additionalProperties: false, default: {}, description: 'What is read from Kafka, and as whom' },
);

/** What the loader asks for (W065). */
export function kafkaSettings(
  kafka: ConnectionOf<typeof Kafka>,
  { documentChunks, agents, consumerGroupPrefix }: Static<typeof Topics>,
): Settings {
  const { bootstrapServers, securityProtocol, secret } = kafka;
  const sasl = usesSasl(kafka);
  return {
    class: 'KafkaSettings',
    secret: secret.name,
    keys: {
      bootstrap_servers: literal(bootstrapServers),
      security_protocol: literal(securityProtocol),
      document_chunks_topic: literal(documentChunks),
      agents_topic: literal(agents),
      consumer_group_prefix: literal(consumerGroupPrefix),
      // Without SASL there is nobody to be: empty, so that nobody has to supply what is not used (D28).
      ...(sasl ? {} : { username: literal(''), password: literal('') }),
    },
    provided: sasl ? { username: secretRef(secret, 'username'), password: secretRef(secret, 'password') } : {},
  };
}
