import { expect, test } from 'vitest';
import { messages } from '../testing/messages.ts';
import { set, shop } from '../testing/plan.ts';
import { noMissingSelector } from './no-missing-selector.ts';

test('a Service', () => {
  const patch = { 'Service storefront': [set('/spec/selector', { app: 'shopfront', tier: 'web' })] };
  expect(messages(noMissingSelector, shop({ patch }))).toEqual([
    'Service storefront of component "storefront" selects no Pods: no workload in namespace "shop" has app=shopfront, tier=web.',
  ]);
});

test('every label counts, not only one', () => {
  const patch = { 'Service storefront': [set('/spec/selector', { app: 'storefront', 'app.kubernetes.io/part-of': 'fair' })] };
  expect(messages(noMissingSelector, shop({ patch }))).toHaveLength(1);
});

test('a PodDisruptionBudget with an expression', () => {
  const none = { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['storefront', 'orders', 'newsletter'] }] };
  const patch = { 'PodDisruptionBudget storefront': [set('/spec/selector', none)] };
  expect(messages(noMissingSelector, shop({ patch }))).toEqual([
    'PodDisruptionBudget storefront of component "storefront" selects no Pods: no workload in namespace "shop" has app NotIn storefront, orders, newsletter.',
  ]);
  const some = {
    matchExpressions: [
      { key: 'app', operator: 'In', values: ['orders'] },
      { key: 'canary', operator: 'DoesNotExist' },
    ],
  };
  expect(messages(noMissingSelector, shop({ patch: { 'PodDisruptionBudget storefront': [set('/spec/selector', some)] } }))).toEqual([]);
});

test('Pods in another namespace are out of reach', () => {
  const patch = { 'Deployment storefront': [set('/metadata/namespace', 'warehouse')] };
  expect(messages(noMissingSelector, shop({ patch }))).toHaveLength(2);
});

test('the Pods of a CloudNativePG Cluster are made by its operator', () => {
  const patch = { 'Service orders': [set('/spec/selector', { 'cnpg.io/cluster': 'ledger' })] };
  const ledger = { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', metadata: { name: 'ledger' } };
  expect(messages(noMissingSelector, shop({ patch, add: [ledger] }))).toEqual([]);
  expect(messages(noMissingSelector, shop({ patch }))).toHaveLength(1);
});
