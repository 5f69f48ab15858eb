import type { AnyService } from '@gitops/kit';
import { catalogueOf } from '../resolve/catalogue.ts';
import { editorSchemas } from './editor-schemas.ts';
import { problemsPage } from './problems-page.ts';

type Files = readonly (readonly [file: string, text: string])[];

/** Files that are derived from the code for people and their editors, by the command that writes them. */
export function publications(services: readonly AnyService[]): { readonly schemas: Files; readonly docs: Files } {
  const schemas = Object.entries(editorSchemas(catalogueOf(services)));
  return {
    schemas: schemas.map(([file, schema]) => [`schemas/${file}`, `${JSON.stringify(schema, undefined, 2)}\n`]),
    docs: [['docs/problems.md', problemsPage()]],
  };
}
