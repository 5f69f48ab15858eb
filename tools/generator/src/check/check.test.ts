import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { check } from './check.ts';
import { rules } from './rules/index.ts';
import { remove, set, shop } from './testing/plan.ts';
import { shopObjects } from './testing/shop.ts';

test('a valid environment has no findings', () => {
  expect(check(shop())).toEqual([]);
});

test('what is found names the component and the line behind it', () => {
  const [found] = check(shop({ patch: { 'StatefulSet orders': [set('/spec/template/spec/enableServiceLinks', true)] } }));
  expect(found).toMatchObject({ unit: 'environments/bazaar', at: { file: 'environments/bazaar/environment.yaml', line: 11 } });
});

test('an invalid object is said first, because the other rules take its type for granted', () => {
  const patch = {
    'Deployment storefront': [set('/spec/template/spec/containers', 'web'), remove('/spec/progressDeadlineSeconds')],
    'Service orders': [set('/spec/selctor', {})],
  };
  expect(check(shop({ patch })).map(({ code }) => code)).toEqual(['unknown-field', 'valid-schema']);
});

test('an unknown field does not hide other findings', () => {
  const patch = { 'Deployment storefront': [set('/spec/progresDeadlineSeconds', 9), remove('/spec/progressDeadlineSeconds')] };
  expect(check(shop({ patch })).map(({ code }) => code)).toEqual(['unknown-field', 'require-progress-deadline']);
});

test('whatever a patch does to an object, it is said and nothing breaks', () => {
  for (const object of Object.values(shopObjects).flat()) {
    const name = `${object.kind} ${object.metadata.name}`;
    for (const path of paths(object)) {
      for (const value of [null, 'x', []]) {
        const plan = shop({ patch: { [name]: [set(path, value)] } });
        expect(() => check(plan), `${name} ${path}`).not.toThrow();
      }
    }
  }
});

/** JSON Pointers to every value in an object. */
function* paths(value: unknown, at = ''): Iterable<string> {
  if (at !== '') yield at;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) yield* paths(child, `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
}

test('every file in rules/ is a rule of the list, named as its file, with a test', () => {
  const files = readdirSync(new URL('rules', import.meta.url)).filter((file) => file !== 'index.ts');
  const names = rules.map(({ name }) => name);
  expect(new Set(files)).toEqual(new Set(names.flatMap((name) => [`${name}.ts`, `${name}.test.ts`])));
  for (const name of names) expect(name).toMatch(/^(no-missing|no|require|unique|valid|ban)-/);
});
