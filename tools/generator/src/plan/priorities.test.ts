import { expect, test } from 'vitest';
import { market } from '../../testing/stages.ts';
import { prioritise } from './priorities.ts';

test('Pods that CloudNativePG makes get the priority of their tier through its Cluster', () => {
  const environment = market('cluster: harbour\nnamespace: market\npriorityClasses: true\ncomponents: { shop-database: {} }\n');
  const cluster = { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', metadata: { name: 'ledger' }, spec: { instances: 3 } };
  expect(prioritise(cluster, 'infrastructure', environment).spec).toEqual({ instances: 3, priorityClassName: 'market-infrastructure' });
  const another = { ...cluster, apiVersion: 'cluster.x-k8s.io/v1beta1' };
  expect(prioritise(another, 'infrastructure', environment).spec).toEqual({ instances: 3 });
});
