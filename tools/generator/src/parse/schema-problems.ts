import type { ErrorObject } from 'ajv';
import type { TSchema } from 'typebox';
import type { Location, Problem } from '../problem.ts';
import { problem } from '../problems/report.ts';
import { didYouMean } from './did-you-mean.ts';
import { validate } from './validator.ts';
import type { Path } from './yaml-file.ts';

/** Where the values under validation were written. */
export interface Places {
  readonly unit: string;
  /** The path of the validated value itself, as people read it and as the file has it. */
  readonly base: Path;
  at(path: Path): Location | undefined;
  atKey(path: Path): Location | undefined;
}

interface Schema {
  readonly properties?: Record<string, unknown>;
  readonly anyOf?: readonly Schema[];
  readonly const?: unknown;
  readonly description?: string;
  readonly type?: string;
}

/** Validates and says in plain words what is wrong, with the place of each. */
export function schemaProblems(schema: TSchema, value: unknown, places: Places): Problem[] {
  return describe(validate(schema, value), places);
}

function describe(all: readonly ErrorObject[], places: Places): Problem[] {
  const errors = all.filter((error) => !isFilledLater(error));
  const unions = errors.filter(({ keyword }) => keyword === 'anyOf');
  const inUnion = (error: ErrorObject) => unions.some((union) => union !== error && error.schemaPath.startsWith(`${union.schemaPath}/`));
  return errors
    .filter((error) => !inUnion(error))
    .flatMap((error) => (error.keyword === 'anyOf' ? union(error, places) : [single(error, places)]));
}

/** What a file leaves out gets its default when the files of an environment are merged. */
export function isFilledLater({ keyword, params, parentSchema }: ErrorObject): boolean {
  if (keyword !== 'required') return false;
  const property = (parentSchema as Schema).properties?.[String(params.missingProperty)] as { default?: unknown } | undefined;
  return property?.default !== undefined;
}

/** One of several literals, or objects told apart by a literal such as `type`. */
function union(error: ErrorObject, places: Places): Problem[] {
  const branches = (error.parentSchema as Schema).anyOf ?? [];
  const literals = branches.flatMap((branch) => ('const' in branch ? [String(branch.const)] : []));
  if (literals.length === branches.length) return [notAllowed(error, literals, places)];

  const [tag, tags] = discriminator(branches);
  const data = error.data as Record<string, unknown> | null;
  const isTagged = tag !== undefined && typeof data === 'object' && data !== null;
  const chosen = isTagged ? branchOf(branches, data) : undefined;
  if (chosen) return schemaProblems(chosen as TSchema, data, { ...places, base: [...places.base, ...pathOf(error)] });
  if (isTagged && data[tag] === undefined) return [missingTag(error, tag, tags, places)];
  const candidates = branches.filter((branch) => branch.type === undefined || branch.type === typeOf(error.data));
  const [only] = candidates;
  if (only && candidates.length === 1)
    return schemaProblems(only as TSchema, error.data, { ...places, base: [...places.base, ...pathOf(error)] });
  if (isTagged) {
    const inner = { ...error, instancePath: `${error.instancePath}/${tag}`, data: data[tag] } as ErrorObject;
    return [notAllowed(inner, tags.map(String), places)];
  }
  return [wrongType(error, branches.map((branch) => article(branch.type ?? 'object')).join(' or '), places)];
}

/** Tag by tag, as several branches may have the first in common. A file that does not say one means the branch that has it as its default. */
function branchOf(branches: readonly Schema[], data: Readonly<Record<string, unknown>>): Schema | undefined {
  const [tag] = discriminator(branches);
  if (tag === undefined) return branches[0];
  const left = branches.filter(({ properties }) => {
    const own = properties?.[tag] as { const?: unknown; default?: unknown } | undefined;
    return data[tag] === undefined ? own?.default !== undefined : own?.const === data[tag];
  });
  return left.length === 0 || left.length === branches.length ? left[0] : branchOf(left, data);
}

function missingTag(error: ErrorObject, tag: string, tags: readonly unknown[], places: Places): Problem {
  const path = [...places.base, ...pathOf(error)];
  return problem(
    'missing-key',
    { unit: places.unit, at: places.atKey(path) },
    { key: tag, parent: readable(path), description: `One of ${tags.join(', ')}` },
  );
}

/** The property whose literal tells the branches apart, at least some of them. */
function discriminator(branches: readonly Schema[]): [string | undefined, unknown[]] {
  const [first] = branches;
  for (const name of Object.keys(first?.properties ?? {})) {
    const literals = branches.map((branch) => (branch.properties?.[name] as Schema | undefined)?.const);
    if (literals.every((literal) => literal !== undefined) && new Set(literals).size > 1) return [name, [...new Set(literals)]];
  }
  return [undefined, []];
}

function single(error: ErrorObject, places: Places): Problem {
  const path = [...places.base, ...pathOf(error)];
  const { unit } = places;
  const schema = (error.parentSchema ?? {}) as Schema;
  if (error.keyword === 'additionalProperties') {
    const key = String(error.params.additionalProperty);
    const known = Object.keys(schema.properties ?? {});
    return problem(
      'unknown-key',
      { unit, at: places.atKey([...path, key]) },
      { key, parent: readable(path), known, suggestion: didYouMean(key, known) },
    );
  }
  if (error.keyword === 'required') {
    const key = String(error.params.missingProperty);
    const { description } = (schema.properties?.[key] ?? {}) as Schema;
    return problem('missing-key', { unit, at: places.atKey(path) }, { key, parent: readable(path), description });
  }
  if (error.keyword === 'type') return wrongType(error, article(String(error.params.type)), places);
  if (error.keyword === 'enum') return notAllowed(error, (error.params.allowedValues as unknown[]).map(String), places);
  if (error.keyword === 'const') return notAllowed(error, [String(error.params.allowedValue)], places);
  const reason = reasons[error.keyword]?.(error.params) ?? error.message ?? error.keyword;
  return problem(
    'invalid-value',
    { unit, at: places.at(path) },
    { path: readable(path), value: shown(error.data), reason, description: schema.description },
  );
}

/** In words, where ajv's own would be a pattern or a keyword. */
const reasons: Readonly<Record<string, (params: Readonly<Record<string, unknown>>) => string>> = {
  pattern: ({ pattern }) => `does not have the form that is asked for (${pattern})`,
  propertyNames: () => 'has a key that is no valid name',
};

function notAllowed(error: ErrorObject, allowed: readonly string[], places: Places): Problem {
  const path = [...places.base, ...pathOf(error)];
  if (typeof error.data === 'object') return wrongType(error, `one of ${allowed.join(', ')}`, places);
  const value = String(error.data);
  const facts = { path: readable(path), value, allowed, suggestion: didYouMean(value, allowed) };
  return problem('wrong-value', { unit: places.unit, at: places.at(path) }, facts);
}

function wrongType(error: ErrorObject, expected: string, places: Places): Problem {
  const path = [...places.base, ...pathOf(error)];
  const actual = `${article(typeOf(error.data))}${typeof error.data === 'object' ? '' : ` (${shown(error.data)})`}`;
  return problem('wrong-type', { unit: places.unit, at: places.at(path) }, { path: readable(path), expected, actual });
}

/** Where in the validated value. */
export function pathOf({ instancePath }: ErrorObject): string[] {
  return instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** `components.redis.storage`, `layers[0]`; the whole file is the empty text. */
export function readable(path: Path): string {
  return path.reduce<string>(
    (text, step) => (/^\d+$/.test(String(step)) ? `${text}[${step}]` : text === '' ? String(step) : `${text}.${step}`),
    '',
  );
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

const words: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'a boolean (true or false)',
  integer: 'a whole number',
  null: 'empty',
  number: 'a number',
  object: 'a mapping',
  string: 'a text',
};

function article(type: string): string {
  return words[type] ?? type;
}

function shown(value: unknown): string {
  return JSON.stringify(value);
}
