import { expect, test } from 'vitest';
import { findings, messages } from '../testing/messages.ts';
import { set, shop } from '../testing/plan.ts';
import { noMissingNamespace } from './no-missing-namespace.ts';

test("an object in a namespace that is no component's", () => {
  const patch = { 'ConfigMap storefront-config': [set('/metadata/namespace', 'warehouse')] };
  const [finding] = findings(noMissingNamespace, shop({ patch }));
  expect(finding?.message).toBe(
    'ConfigMap storefront-config of component "storefront" is in namespace "warehouse", but the environment has shop.',
  );
  expect(finding?.hint).toContain('  storefront: { namespace: warehouse }');
});

test('cluster-wide objects are in none', () => {
  const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'reader' }, rules: [] };
  expect(messages(noMissingNamespace, shop({ add: [role], environment: { namespaces: ['shop'] } }))).toEqual([]);
});
