/** What ajv makes of the schemas that the program exports, in their order; empty while the bundle is asked for these. */
declare module 'bundle:validators' {
  import type { Validate } from '../src/parse/validator.ts';

  export const validators: readonly Validate[];
}
