import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../../../', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, root), 'utf8');

test.each(['README.md', 'CONTRIBUTING.md', 'docs/architecture.md', 'docs/changes.md'])('every file that %s names exists', (document) => {
  const named = [...read(document).matchAll(/`((?:apps|clusters|docs|environments|packages|tools)\/[\w./-]+)`/g)].map(
    ([, path = '']) => path,
  );
  // What Git does not have is made by the generator.
  const missing = named.filter((path) => !path.includes('/generated') && !existsSync(new URL(path, root)));
  expect(missing).toEqual([]);
});

test('the README names every environment', () => {
  const names = readdirSync(new URL('environments/', root)).filter((name) =>
    existsSync(new URL(`environments/${name}/environment.yaml`, root)),
  );
  expect(names.filter((name) => !read('README.md').includes(`\`${name}\``))).toEqual([]);
});
