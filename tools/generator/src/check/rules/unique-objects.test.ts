import { expect, test } from 'vitest';
import { messages } from '../testing/messages.ts';
import { shop } from '../testing/plan.ts';
import { uniqueObjects } from './unique-objects.ts';

const service = (namespace?: string) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'orders', ...(namespace ? { namespace } : {}) },
});

test('two components render the same object', () => {
  expect(messages(uniqueObjects, shop({ add: [service('shop')] }))).toEqual([
    'Components "orders" and "storefront" both render Service orders in namespace "shop".',
  ]);
});

test('one component does so twice', () => {
  const add = [0, 1].map(() => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'clerk' } }));
  expect(messages(uniqueObjects, shop({ add }))).toEqual(['Component "storefront" renders ClusterRole clerk twice.']);
});

test("an object without a namespace is in its component's", () => {
  expect(messages(uniqueObjects, shop({ add: [service()] }))).toHaveLength(1);
});

test('the same name in another namespace or of another group is another object', () => {
  const add = [service('warehouse'), { apiVersion: 'serving.example.com/v1', kind: 'Service', metadata: { name: 'orders' } }];
  expect(messages(uniqueObjects, shop({ add }))).toEqual([]);
});
