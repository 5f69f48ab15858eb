import { type Static, Type } from 'typebox';

const identifier = '^[a-zA-Z_][a-zA-Z0-9_]{0,62}$';

/** One table as environment.yaml writes it. */
export const Table = Type.Object(
  {
    name: Type.String({ pattern: identifier }),
    columns: Type.Record(Type.String({ pattern: identifier }), Type.String({ minLength: 1 }), {
      minProperties: 1,
      description:
        'Types, with codecs if need be: LowCardinality(String), DateTime64(3) CODEC(Delta, ZSTD). New ones are added; the type of one that exists is kept',
    }),
    orderBy: Type.Array(Type.String({ pattern: identifier }), {
      minItems: 1,
      description: 'Columns of the primary key; fixed once created',
    }),
    time: Type.String({ pattern: identifier, description: 'The column that says how old a row is: a Date, DateTime or DateTime64' }),
    retentionDays: Type.Optional(Type.Integer({ minimum: 1, description: 'How long rows stay; as long as elsewhere unless set' })),
  },
  { additionalProperties: false },
);
export type Table = Static<typeof Table>;

/**
 * What creates the tables and brings their columns and retention up to date, as often as it runs. Rows expire by the week:
 * a part is dropped as a whole when its youngest row is old enough.
 */
export function tablesSql(tables: readonly Table[], { database, retentionDays }: { database: string; retentionDays: number }): string {
  const statements = tables.flatMap((table) => {
    const name = `${database}.${table.name}`;
    const columns = Object.entries(table.columns).map(([column, type]) => `${column} ${type}`);
    const ttl = `toDateTime(${table.time}) + INTERVAL ${table.retentionDays ?? retentionDays} DAY DELETE`;
    return [
      [
        `CREATE TABLE IF NOT EXISTS ${name} (${columns.join(', ')})`,
        `ENGINE = MergeTree PARTITION BY toMonday(${table.time}) ORDER BY (${table.orderBy.join(', ')})`,
        `TTL ${ttl} SETTINGS ttl_only_drop_parts = 1`,
      ].join('\n'),
      ...columns.map((column) => `ALTER TABLE ${name} ADD COLUMN IF NOT EXISTS ${column}`),
      `ALTER TABLE ${name} MODIFY TTL ${ttl}`,
    ];
  });
  return statements.map((statement) => `${statement};\n`).join('');
}
