import { type Static, Type } from 'typebox';

const name = Type.String({ pattern: '^[a-z0-9][a-z0-9_-]*$' });

export const IndexTemplate = Type.Object(
  {
    name,
    patterns: Type.Array(Type.String(), { minItems: 1, description: 'Names of the indices, with *: workfx_ai_*' }),
    shards: Type.Integer({ minimum: 1, default: 1 }),
    replicas: Type.Integer({
      minimum: 0,
      default: 0,
      description: 'One node holds no replicas: more than 0 leaves the indices yellow (D30)',
    }),
    mappings: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        description: 'How fields are indexed, in the words of Elasticsearch. Unless set, the first value of each field decides',
      }),
    ),
    deleteAfterDays: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Deletes an index so many days after it was created. Unless set, indices are kept' }),
    ),
  },
  { additionalProperties: false },
);
export type IndexTemplate = Static<typeof IndexTemplate>;

export const Role = Type.Object(
  {
    name,
    cluster: Type.Array(Type.String(), { default: [], description: 'Privileges for the whole of Elasticsearch: monitor' }),
    indices: Type.Array(
      Type.Object(
        { names: Type.Array(Type.String(), { minItems: 1 }), privileges: Type.Array(Type.String(), { minItems: 1 }) },
        { additionalProperties: false },
      ),
      { default: [], description: 'Privileges for indices, by names with *' },
    ),
  },
  { additionalProperties: false },
);
export type Role = Static<typeof Role>;

interface Requests {
  readonly indexTemplates: readonly IndexTemplate[];
  readonly roles: readonly Role[];
  readonly users: readonly { readonly roles: readonly Role[] }[];
}

/** The bodies of the requests that setup.sh sends, as files `<kind>.<name>.json`. */
export function requestBodies({ indexTemplates, roles, users }: Requests) {
  const files: Record<string, string> = {};
  for (const template of indexTemplates) {
    if (template.deleteAfterDays) files[`lifecycle-policy.${template.name}.json`] = json(lifecyclePolicy(template.deleteAfterDays));
    files[`index-template.${template.name}.json`] = json(indexTemplate(template));
  }
  for (const { name, cluster, indices } of [...roles, ...users.flatMap((user) => user.roles)])
    files[`role.${name}.json`] = json({ cluster, indices });
  return files;
}

function lifecyclePolicy(days: number) {
  return { policy: { phases: { delete: { min_age: `${days}d`, actions: { delete: {} } } } } };
}

function indexTemplate({ name, patterns, shards, replicas, mappings, deleteAfterDays }: IndexTemplate) {
  return {
    index_patterns: patterns,
    // Elasticsearch's own templates for logs-* and metrics-* reach up to 500.
    priority: 501,
    template: {
      settings: {
        number_of_shards: shards,
        number_of_replicas: replicas,
        ...(deleteAfterDays ? { 'index.lifecycle.name': name } : {}),
      },
      ...(mappings ? { mappings } : {}),
    },
  };
}

function json(body: object): string {
  return `${JSON.stringify(body, null, 2)}\n`;
}
