import { expect, test } from 'vitest';
import { findings, messages } from '../testing/messages.ts';
import { set, shop } from '../testing/plan.ts';
import { noMissingConfigMap } from './no-missing-config-map.ts';

const variable = '/spec/template/spec/containers/0/env/2/valueFrom/configMapKeyRef';

test('a ConfigMap that nobody renders', () => {
  expect(messages(noMissingConfigMap, shop({ without: ['ConfigMap storefront-config'] }))).toEqual([
    'Deployment storefront of component "storefront" needs ConfigMap "storefront-config" (env CURRENCY of container web), which is not rendered in namespace "shop".',
    'Deployment storefront of component "storefront" needs ConfigMap "storefront-config" (volume config), which is not rendered in namespace "shop".',
  ]);
});

test('a key that the ConfigMap does not have', () => {
  const patch = { 'Deployment storefront': [set(`${variable}/key`, 'curency')] };
  const [finding] = findings(noMissingConfigMap, shop({ patch }));
  expect(finding?.message).toBe(
    'Deployment storefront of component "storefront" needs the key "curency" of ConfigMap "storefront-config" (env CURRENCY of container web), which has no such key.',
  );
  expect(finding?.hint).toBe('Its keys: currency, shop.yaml.');
});

test('an optional one may be missing', () => {
  const patch = { 'Deployment storefront': [set(variable, { name: 'holidays', key: 'today', optional: true })] };
  expect(messages(noMissingConfigMap, shop({ patch }))).toEqual([]);
});

test('every namespace has the certificate of the API server', () => {
  const patch = { 'Deployment storefront': [set('/spec/template/spec/volumes/0/configMap', { name: 'kube-root-ca.crt' })] };
  expect(messages(noMissingConfigMap, shop({ patch }))).toEqual([]);
});
