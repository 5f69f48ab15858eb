import type { ErrorObject } from 'ajv';
import { didYouMean } from '../../parse/did-you-mean.ts';
import { readable } from '../../parse/schema-problems.ts';
import { type Problem, problem } from '../../problem.ts';
import type { Entry } from '../entry.ts';
import { inspectFields } from '../known-fields.ts';
import { defineRule } from '../rule.ts';
import { schemaOf, type Validator } from '../schemas.ts';

/** Runs first: what it lets through has the types of Kubernetes. */
export const validSchema = defineRule({
  name: 'valid-schema',
  *check({ index }) {
    for (const entry of index.all) yield* judge(entry);
  },
});

function* judge({ object, name, subject, where }: Entry): Iterable<Problem> {
  const validator = schemaOf(object);
  if (!validator) {
    yield problem('unknown-kind', where, { ...subject, apiVersion: object.apiVersion });
    return;
  }
  const invalid = (path: readonly (string | number)[], reason: string) =>
    problem('valid-schema', where, { ...subject, field: readable(path), reason });
  const errors = errorsOf(object, validator);
  for (const [path, reasons] of errors) yield invalid(path.split('/').slice(1), [...reasons].join(' or '));
  if (name === '') yield invalid(['metadata', 'name'], 'is missing');
  const { unknown, empty } = inspectFields(object, validator, errors.size === 0);
  for (const path of empty) yield invalid(path, 'must be left out where it has no value, not null');
  for (const { path, known } of unknown) {
    const suggestion = didYouMean(String(path.at(-1)), known);
    yield problem('unknown-field', where, { ...subject, field: readable(path), known, suggestion });
  }
}

const none: ReadonlyMap<string, ReadonlySet<string>> = new Map();

/** By path, because a value that may be of several types has an error for each. */
function errorsOf(object: object, validator: Validator): ReadonlyMap<string, ReadonlySet<string>> {
  try {
    validator.call(object);
    return none;
  } catch (error) {
    const byPath = new Map<string, Set<string>>();
    for (const one of (error as { readonly errors: readonly ErrorObject[] }).errors) {
      if (one.keyword === 'oneOf' || one.keyword === 'anyOf') continue;
      byPath.set(one.instancePath, (byPath.get(one.instancePath) ?? new Set()).add(reasonOf(one)));
    }
    return byPath;
  }
}

function reasonOf({ keyword, params, message = keyword }: ErrorObject): string {
  if (keyword === 'enum') return `must be one of ${params.allowedValues.join(', ')}`;
  return keyword === 'required' ? `lacks "${params.missingProperty}"` : message;
}
