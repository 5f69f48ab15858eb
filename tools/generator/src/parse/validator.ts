import { Ajv, type ErrorObject, type Options } from 'ajv';
import type { TSchema } from 'typebox';

/** What ajv makes of a schema. */
export interface Validate {
  (value: unknown): unknown;
  errors?: readonly ErrorObject[] | null;
}

const validators = new WeakMap<object, Validate>();

/** Compiling takes longer than everything else in a small run, so the bundle brings the validators along, in the order of the schemas. */
export function usePrecompiled(schemas: readonly TSchema[], precompiled: readonly Validate[]): void {
  for (const [index, schema] of schemas.entries()) {
    const validate = precompiled[index];
    if (!validate) throw new Error(`no validator for schema ${index}`);
    validators.set(schema, validate);
  }
}

/** What is wrong with the value. */
export function validate(schema: TSchema, value: unknown): readonly ErrorObject[] {
  const run = validators.get(schema) ?? compile(schema);
  return run(value) ? [] : (run.errors ?? []);
}

/** `verbose` hands out the schema beside each error: from it come the known keys and the descriptions. `from` is the kit's `fact`. */
export const ajvOptions: Options = {
  allErrors: true,
  verbose: true,
  validateFormats: false,
  addUsedSchema: false,
  validateSchema: false,
  meta: false,
  keywords: ['from'],
};

let ajv: Ajv | undefined;

function compile(schema: TSchema): Validate {
  ajv ??= new Ajv(ajvOptions);
  const run = ajv.compile(schema);
  validators.set(schema, run);
  return run;
}
