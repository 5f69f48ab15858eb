import { type Static, Type } from 'typebox';

/** One topic as environment.yaml writes it. */
export const Topic = Type.Object(
  {
    name: Type.String({ pattern: '^[A-Za-z0-9._-]{1,249}$' }),
    partitions: Type.Integer({
      minimum: 1,
      default: 3,
      description: 'Can grow, never shrink; when it grows, keys move to other partitions',
    }),
    replicationFactor: Type.Optional(
      Type.Integer({
        minimum: 1,
        description: 'Of a new topic, at most the number of nodes; without it three, or one on a single node',
      }),
    ),
    config: Type.Record(
      Type.String({ pattern: '^[a-z.]+$' }),
      Type.Union([Type.String({ pattern: '^[^\\s\\[\\]]+$' }), Type.Number(), Type.Boolean()]),
      {
        default: {},
        description: "Kafka's topic settings, such as cleanup.policy; one that is taken out of the list keeps its last value",
      },
    ),
  },
  { additionalProperties: false },
);
export type Topic = Static<typeof Topic>;

/** The list that `topics.sh` reads: a line per topic with name, partitions, replication factor and settings. */
export function topicList(topics: readonly Topic[], { replicas, replication }: { replicas: number; replication: number }): string {
  const lines = topics.map(({ name, partitions, replicationFactor = replication, config }) => {
    // Brackets keep a value with commas together.
    const settings = Object.entries(config).map(([key, value]) => `${key}=[${value}]`);
    return [name, partitions, Math.min(replicationFactor, replicas), settings.join(',')].join(' ').trimEnd();
  });
  return `${lines.join('\n')}\n`;
}
