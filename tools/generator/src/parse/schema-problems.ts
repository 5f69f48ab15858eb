import type { ErrorObject } from 'ajv';
import type { TSchema } from 'typebox';
import { type Location, type Problem, problem } from '../problem.ts';
import { didYouMean } from './did-you-mean.ts';
import { nameForms } from './schemas/names.ts';
import { validate } from './validator.ts';
import { article, meantQuantity, reasons, rewritten, shown, typeOf } from './value-words.ts';
import type { Path } from './yaml-file.ts';

/** Where the values under validation were written. */
export interface Places {
  readonly unit: string;
  /** The path of the validated value itself, as people read it and as the file has it. */
  readonly base: Path;
  at(path: Path): Location | undefined;
  atKey(path: Path): Location | undefined;
  /** Keys beside those of the value itself that its schema does not know, because they were taken out before. */
  readonly keysBeside?: readonly string[];
}

interface Schema {
  readonly properties?: Record<string, unknown>;
  readonly patternProperties?: Record<string, unknown>;
  readonly anyOf?: readonly Schema[];
  readonly const?: unknown;
  readonly description?: string;
  readonly type?: string;
  readonly pattern?: string;
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
  const literals = branches.flatMap((branch) => ('const' in branch ? [branch.const] : []));
  if (literals.length === branches.length) return [notAllowed(error, literals, places)];

  const [tag, tags] = discriminator(branches);
  const data = error.data as Record<string, unknown> | null;
  const isTagged = tag !== undefined && typeof data === 'object' && data !== null;
  const chosen = isTagged ? branchOf(branches, data) : undefined;
  if (chosen) return schemaProblems(chosen as TSchema, data, within(error, places));
  if (isTagged && data[tag] === undefined) return [missingTag(error, tag, tags, places)];
  const candidates = branches.filter((branch) => branch.type === undefined || branch.type === typeOf(error.data));
  const [only] = candidates;
  if (only && candidates.length === 1) return schemaProblems(only as TSchema, error.data, within(error, places));
  if (isTagged) {
    const inner = { ...error, instancePath: `${error.instancePath}/${tag}`, data: data[tag] } as ErrorObject;
    return [notAllowed(inner, tags, places)];
  }
  const wanted = branches.map(({ type = 'object' }) => type).filter((type) => type !== 'null');
  return typeOf(error.data) === 'object' ? oneOfMappings(error, candidates, places) : [wrongType(error, [...new Set(wanted)], places)];
}

/** The places below that of the error, where nothing was taken out. */
function within(error: ErrorObject, { unit, base, at, atKey }: Places): Places {
  return { unit, base: [...base, ...pathOf(error)], at, atKey };
}

/** Mappings told apart by which keys they have: what is written looks like one of them, or like none or several. */
function oneOfMappings(error: ErrorObject, branches: readonly Schema[], places: Places): Problem[] {
  const keys = Object.keys(error.data as object);
  const meant = branches.filter(({ properties = {} }) => keys.some((key) => didYouMean(key, Object.keys(properties)) !== undefined));
  const [only] = meant;
  if (only && meant.length === 1) return schemaProblems(only as TSchema, error.data, within(error, places));
  const path = [...places.base, ...pathOf(error)];
  const alternatives = branches.map(({ properties = {} }) => Object.keys(properties).map(shown).join(', '));
  const facts = {
    path: readable(path),
    expected: `a mapping with ${alternatives.join(' or with ')}`,
    actual: keys.length === 0 ? 'empty' : `one with ${keys.map(shown).join(', ')}`,
    hint: undefined,
  };
  return [problem('wrong-type', { unit: places.unit, at: places.at(path) }, facts)];
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
    const beside = error.instancePath === '' ? (places.keysBeside ?? []) : [];
    // A mapping from names of any number to values: the key is no such name.
    const [pattern] = Object.keys(schema.patternProperties ?? {});
    if (pattern !== undefined) return invalidName(key, pattern, path, places);
    return problem(
      'unknown-key',
      { unit, at: places.atKey([...path, key]) },
      { key, parent: readable(path), known, beside, suggestion: didYouMean(key, [...known, ...beside]) },
    );
  }
  if (error.keyword === 'required') {
    const key = String(error.params.missingProperty);
    const { description } = (schema.properties?.[key] ?? {}) as Schema;
    return problem('missing-key', { unit, at: places.atKey(path) }, { key, parent: readable(path), description });
  }
  if (error.keyword === 'type') return wrongType(error, [String(error.params.type)], places);
  if (error.keyword === 'enum') return notAllowed(error, error.params.allowedValues as unknown[], places);
  if (error.keyword === 'const') return notAllowed(error, [error.params.allowedValue], places);
  const reason = reasons[error.keyword]?.(error.params) ?? error.message ?? error.keyword;
  const { description = schema.pattern && `The form is ${schema.pattern}` } = schema;
  const suggestion = meantQuantity(error.data, schema.pattern);
  const facts = { path: readable(path), value: shown(error.data), reason, suggestion, description };
  return problem('invalid-value', { unit, at: places.at(path) }, facts);
}

function invalidName(key: string, pattern: string, path: Path, { unit, atKey }: Places): Problem {
  const description = nameForms[pattern] ?? `The form is ${pattern}`;
  const facts = { path: `A name in ${readable(path)}`, value: shown(key), reason: 'does not have the form that is asked for' };
  return problem('invalid-value', { unit, at: atKey([...path, key]) }, { ...facts, suggestion: undefined, description });
}

function notAllowed(error: ErrorObject, allowed: readonly unknown[], places: Places): Problem {
  const path = [...places.base, ...pathOf(error)];
  if (typeof error.data === 'object') return wrongType(error, [`one of ${allowed.join(', ')}`], places);
  const ofOtherType = allowed.find((each) => String(each) === String(error.data));
  if (ofOtherType !== undefined) return wrongType(error, [typeOf(ofOtherType)], places);
  const meant = typeof error.data === 'string' ? didYouMean(error.data, allowed.map(String)) : undefined;
  const [suggestion] = allowed.filter((each) => String(each) === meant).map(shown);
  const facts = { path: readable(path), value: shown(error.data), allowed: allowed.map(shown), suggestion };
  return problem('wrong-value', { unit: places.unit, at: places.at(path) }, facts);
}

function wrongType(error: ErrorObject, wanted: readonly string[], places: Places): Problem {
  const path = [...places.base, ...pathOf(error)];
  const actual = `${article(typeOf(error.data))}${typeof error.data === 'object' ? '' : ` (${shown(error.data)})`}`;
  const [hint = outdented(path)] = wanted.flatMap((type) => rewritten(error.data, type) ?? []);
  const facts = { path: readable(path), expected: wanted.map(article).join(' or '), actual, hint };
  return problem('wrong-type', { unit: places.unit, at: places.at(path) }, facts);
}

/** What stands where a component is expected often belongs to the one above it. */
function outdented([section, ...path]: Path): string | undefined {
  return section === 'components' && path.length === 1 ? 'If it belongs to the component above it, indent it further.' : undefined;
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
