import { expect, test } from 'vitest';
import { messages } from '../testing/messages.ts';
import { shop } from '../testing/plan.ts';
import { noMissingServiceAccount } from './no-missing-service-account.ts';

const binding = (kind: string, account: object) => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind,
  metadata: { name: 'readers' },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
  subjects: [{ kind: 'ServiceAccount', ...account }],
});

test('a workload names one that nobody renders', () => {
  expect(messages(noMissingServiceAccount, shop({ without: ['ServiceAccount storefront'] }))).toEqual([
    'Deployment storefront of component "storefront" names ServiceAccount "storefront", which namespace "shop" does not have.',
  ]);
});

test('a binding does', () => {
  const add = [binding('RoleBinding', { name: 'shopfront' }), binding('ClusterRoleBinding', { name: 'clerk', namespace: 'shop' })];
  expect(messages(noMissingServiceAccount, shop({ add }))).toEqual([
    'RoleBinding readers of component "storefront" names ServiceAccount "shopfront", which namespace "shop" does not have.',
    'ClusterRoleBinding readers of component "storefront" names ServiceAccount "clerk", which namespace "shop" does not have.',
  ]);
});

test('every namespace has a default one, and other namespaces are not ours to know', () => {
  const add = [binding('RoleBinding', { name: 'default' }), binding('RoleBinding', { name: 'scraper', namespace: 'monitoring' })];
  expect(messages(noMissingServiceAccount, shop({ add }))).toEqual([]);
});
