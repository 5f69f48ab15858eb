interface Schema {
  readonly type?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

/**
 * A copy of the value with the defaults of its JSON Schema, also inside lists and inside the branch of a union that the value belongs to
 * (which ajv's `useDefaults` leaves out). What has the wrong type is left for the validator to find.
 */
export function withDefaults(schema: object, value: unknown): unknown {
  return complete(schema as Schema, value);
}

function complete(schema: Schema, value: unknown): unknown {
  const given = value === undefined ? copy(schema.default) : value;
  const branch = schema.anyOf ? branchOf(schema.anyOf, given) : schema;
  if (!branch) return given;
  if (branch !== schema) return complete(branch, given);
  if (Array.isArray(given)) return schema.items ? given.map((item) => complete(schema.items as Schema, item)) : given;
  return isObject(given) ? completeObject(schema, given) : given;
}

/** Cloning is slow, and most defaults are none or a text. */
function copy(value: unknown): unknown {
  return typeof value === 'object' ? structuredClone(value) : value;
}

function completeObject(schema: Schema, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const properties = schema.properties ?? {};
  const [entry] = Object.values(schema.patternProperties ?? {});
  const result: Record<string, unknown> = {};
  // In the order of the schema, so that the order in which somebody writes options changes nothing.
  for (const [name, property] of Object.entries(properties)) {
    const filled = complete(property, given[name]);
    if (filled !== undefined) result[name] = filled;
  }
  for (const [name, own] of Object.entries(given)) if (!Object.hasOwn(properties, name)) result[name] = entry ? complete(entry, own) : own;
  return result;
}

/** The branch whose literals the value has (`type: canary`), or the only one of its type. */
function branchOf(branches: readonly Schema[], value: unknown): Schema | undefined {
  if (!isObject(value)) return undefined;
  const objects = branches.filter(({ type }) => type === 'object');
  const tagged = objects.filter(({ properties = {} }) => Object.values(properties).some(({ const: tag }) => tag !== undefined));
  if (tagged.length === 0) return objects.length === 1 ? objects[0] : undefined;
  return tagged.find(({ properties = {} }) => Object.entries(properties).every(([name, property]) => hasTag(property, value[name])));
}

/** A value without the tag belongs to the branch that has it as its default. */
function hasTag({ const: tag, default: usual }: Schema, value: unknown): boolean {
  return tag === undefined || tag === value || (value === undefined && usual === tag);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
