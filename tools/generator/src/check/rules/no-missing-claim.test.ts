import { expect, test } from 'vitest';
import { messages } from '../testing/messages.ts';
import { set, shop } from '../testing/plan.ts';
import { noMissingClaim } from './no-missing-claim.ts';

const volume = '/spec/template/spec/volumes/1/persistentVolumeClaim/claimName';

test('a claim that nobody renders', () => {
  const patch = { 'Deployment storefront': [set(volume, 'pictures')] };
  expect(messages(noMissingClaim, shop({ patch }))).toEqual([
    'Deployment storefront of component "storefront" mounts PersistentVolumeClaim "pictures" (volume uploads), which namespace "shop" does not have.',
  ]);
});

test('the claim of a StatefulSet has no object of its own', () => {
  const patch = { 'Deployment storefront': [set(volume, 'data-orders-2')] };
  expect(messages(noMissingClaim, shop({ patch }))).toEqual([]);
});

test('but only under the name that the StatefulSet gives it', () => {
  const patch = { 'Deployment storefront': [set(volume, 'data-orders')] };
  expect(messages(noMissingClaim, shop({ patch }))).toHaveLength(1);
});
