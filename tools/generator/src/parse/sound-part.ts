import type { TSchema } from 'typebox';
import { isMapping, type Mapping } from '../mapping.ts';
import { isFilledLater, pathOf } from './schema-problems.ts';
import { validate } from './validator.ts';

/** What a file says without the keys, and without the components, that have problems: the rest can still be looked at. */
export function soundPart(schema: TSchema, value: unknown): Mapping | undefined {
  const paths = validate(schema, value)
    .filter((error) => !isFilledLater(error))
    .map((error) => [...pathOf(error), ...(error.keyword === 'additionalProperties' ? [String(error.params.additionalProperty)] : [])]);
  // Then the file as a whole is wrong, or lacks something.
  if (paths.some(([key]) => key === undefined)) return undefined;
  const unsound = new Set(paths.map(([key, component]) => (key === 'components' && component !== undefined ? `${key}/${component}` : key)));
  const sound = without(value as Mapping, (key) => unsound.has(key));
  const { components } = sound;
  if (!isMapping(components)) return sound;
  return { ...sound, components: without(components, (name) => unsound.has(`components/${name}`)) };
}

function without(values: Mapping, isUnsound: (key: string) => boolean): Mapping {
  return Object.fromEntries(Object.entries(values).filter(([key]) => !isUnsound(key)));
}
