import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { services } from '../catalogue.generated.ts';
import { publications } from './publications.ts';

const root = new URL('../../../../', import.meta.url);
const { schemas, docs } = publications(services);

describe('what is derived from the code is fresh', () => {
  test.each([...schemas, ...docs].map(([file, text]) => ({ file, text })))(
    '$file (nx run gen:schemas, nx run gen:docs)',
    ({ file, text }) => {
      expect(readFileSync(new URL(file, root), 'utf8')).toBe(text);
    },
  );
});

describe('every file names its schema in the first line', () => {
  const files = (folder: string, main: string, schema: string) =>
    readdirSync(new URL(folder, root), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'layers')
      .map(({ name }) => ({ file: `${folder}/${name}/${main}`, schema }));
  const layers = readdirSync(new URL('environments/layers', root)).map((name) => ({
    file: `environments/layers/${name}`,
    schema: 'layer',
  }));
  const all = [...files('environments', 'environment.yaml', 'environment'), ...files('clusters', 'cluster.yaml', 'cluster'), ...layers];

  test.each(all)('$file', ({ file, schema }) => {
    const [first] = readFileSync(new URL(file, root), 'utf8').split('\n');
    expect(first).toBe(`# yaml-language-server: $schema=../../schemas/${schema}.schema.json`);
  });
});
