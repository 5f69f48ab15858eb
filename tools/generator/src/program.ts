import type { AnyService } from '@gitops/kit';
import type { TSchema } from 'typebox';
import { allSchemas } from './all-schemas.ts';
import { main } from './cli.ts';
import { ajvOptions, usePrecompiled, type Validate } from './parse/validator.ts';
import { render } from './pipeline.ts';
import { catalogueOf } from './resolve/catalogue.ts';

/** The generator with these builders, as a bundle starts it: the bundle compiles the schemas and hands the validators back in. */
export function program(services: readonly AnyService[], validators: readonly Validate[]) {
  const schemas: readonly TSchema[] = allSchemas(catalogueOf(services));
  if (validators.length > 0) usePrecompiled(schemas, validators);
  return {
    schemas,
    ajvOptions,
    /** From arguments to exit code; `id` is another one for every other program. */
    run: (argv: readonly string[], id?: string): number => main(argv, services, id),
    /** Goes through all stages in memory, so that the bundle can note which functions an ordinary run calls. */
    rehearse: (root: string): void => void render(root, services, { folders: [], environments: [] }, () => {}),
  };
}
