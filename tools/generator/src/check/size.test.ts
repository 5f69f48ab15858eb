import { expect, test } from 'vitest';
import { checkSizes } from './size.ts';
import { shop } from './testing/plan.ts';

test('a component with more manifests than Argo CD reads', () => {
  const bytes = new Map([
    ['orders', 10_000_000],
    ['storefront', 10_700_000],
  ]);
  expect(checkSizes(shop(), bytes).map(({ message }) => message)).toEqual([
    'The manifests of component "storefront" have 10.7 MB; Argo CD reads 10.0 MB at most.',
  ]);
});
