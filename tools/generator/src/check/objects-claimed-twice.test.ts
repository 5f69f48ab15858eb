import { expect, test } from 'vitest';
import { objectsClaimedTwice } from './objects-claimed-twice.ts';
import { set, shop } from './testing/plan.ts';

const fair = { name: 'fair', folder: 'environments/fair', namespace: 'shop' };

test('two environments of one cluster want the same namespace: both are told', () => {
  const other = shop({ environment: fair });
  const problems = [...objectsClaimedTwice([shop(), { ...other, components: other.components.slice(0, 1) }])];
  expect(problems.map(({ code, unit, message }) => [code, unit, message])).toEqual([
    [
      'object-claimed-twice',
      'environments/bazaar',
      'Namespace shop of component "foundation" is also rendered by component "foundation" of environment "fair" on the same cluster.',
    ],
    [
      'object-claimed-twice',
      'environments/fair',
      'Namespace shop of component "foundation" is also rendered by component "foundation" of environment "bazaar" on the same cluster.',
    ],
  ]);
});

test('two environments in one namespace are told once, with how much they share', () => {
  const problems = [...objectsClaimedTwice([shop(), shop({ environment: fair })])];
  const objects = shop().components.flatMap((component) => component.objects).length;
  expect(problems.map(({ unit, message }) => [unit, message])).toEqual([
    [
      'environments/bazaar',
      `Namespace shop of component "foundation" and ${objects - 1} more objects beside it are also rendered by environment "fair" on the same cluster.`,
    ],
    ['environments/fair', expect.stringContaining('environment "bazaar"')],
  ]);
});

test('the advice is for the namespace that they meet in, which may be that of components only', () => {
  const elsewhere = shop({ environment: { ...fair, namespace: 'fair' } });
  const hints = [...objectsClaimedTwice([shop(), elsewhere])].map(({ hint }) => hint);
  expect(hints).toEqual([expect.stringContaining('\nnamespace: <name>'), expect.stringContaining('<component>: { namespace: <name> }')]);
});

test('objects of the same name in namespaces of their own', () => {
  const [, orders] = shop({ patch: { 'Service orders': [set('/metadata/namespace', 'fair')] } }).components;
  const moved = (orders?.objects ?? []).slice(0, 1);
  const plan = { ...shop({ environment: fair }), components: orders ? [{ ...orders, objects: moved }] : [] };
  expect(plan.components).toHaveLength(1);
  expect([...objectsClaimedTwice([shop(), plan])]).toEqual([]);
});
