import { type Static, type TProperties, Type } from 'typebox';

/** Closed, so that a misspelt key, which Grafana would silently ignore, is a failed test. */
const closed = <P extends TProperties>(properties: P) => Type.Object(properties, { additionalProperties: false });
const oneOf = <const V extends readonly (string | number)[]>(values: V) => Type.Unsafe<V[number]>({ enum: values });

const Text = Type.String({ minLength: 1 });
const Duration = Type.String({ pattern: '^\\d+[smhd]$' });
const Time = Type.String({ pattern: '^now(-\\d+[smhdwMy])?$' });
const Prometheus = closed({ type: Type.Literal('prometheus'), uid: Type.Literal('prometheus') });

const Query = closed({
  refId: Type.String({ pattern: '^[A-Z]$' }),
  expr: Text,
  legendFormat: Type.Optional(Text),
  instant: Type.Optional(Type.Boolean()),
});

/** Those of Grafana's panels and units that are in use; a name that it does not know is shown as an error, or as a bare number. */
const Panel = closed({
  id: Type.Integer({ minimum: 1 }),
  title: Text,
  description: Type.Optional(Text),
  type: oneOf(['stat', 'timeseries']),
  gridPos: closed({
    x: Type.Integer({ minimum: 0, maximum: 23 }),
    y: Type.Integer({ minimum: 0 }),
    w: Type.Integer({ minimum: 1, maximum: 24 }),
    h: Type.Integer({ minimum: 1 }),
  }),
  datasource: Prometheus,
  fieldConfig: closed({
    defaults: closed({
      unit: oneOf(['Bps', 'bool_on_off', 'bytes', 'cps', 'mbytes', 'ms', 'ops', 'percent', 'percentunit', 'reqps', 's', 'short']),
      min: Type.Optional(Type.Number()),
      max: Type.Optional(Type.Number()),
      decimals: Type.Optional(Type.Integer({ minimum: 0 })),
    }),
    overrides: Type.Array(Type.Never()),
  }),
  targets: Type.Array(Query, { minItems: 1 }),
});

/** The variable that chooses one of several components of a kind. */
const JobVariable = closed({
  name: Type.Literal('job'),
  label: Text,
  type: Type.Literal('query'),
  datasource: Prometheus,
  query: closed({ query: Type.String({ pattern: '^label_values\\(.+, job\\)$' }), refId: Text }),
  refresh: oneOf([1, 2]),
  sort: oneOf([0, 1, 2, 3, 4, 5, 6, 7, 8]),
});

/** The classic model of a dashboard as far as ours use it, and a part of the one that Grafana publishes. */
export const Dashboard = closed({
  uid: Type.String({ pattern: '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$' }),
  title: Text,
  tags: Type.Array(Text),
  schemaVersion: Type.Integer({ minimum: 39, maximum: 42 }),
  editable: Type.Literal(false),
  graphTooltip: Type.Optional(oneOf([0, 1, 2])),
  refresh: Duration,
  time: closed({ from: Time, to: Time }),
  templating: closed({ list: Type.Array(JobVariable, { minItems: 1, maxItems: 1 }) }),
  panels: Type.Array(Panel, { minItems: 1 }),
});
export type Dashboard = Static<typeof Dashboard>;
