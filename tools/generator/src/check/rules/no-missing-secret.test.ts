import { expect, test } from 'vitest';
import { findings, messages } from '../testing/messages.ts';
import { remove, set, shop } from '../testing/plan.ts';
import { noMissingSecret } from './no-missing-secret.ts';

const key = '/spec/template/spec/containers/0/env/0/valueFrom/secretKeyRef';

test('a Secret that nobody creates', () => {
  const patch = { 'Deployment storefront': [set(`${key}/name`, 'order-secret')] };
  const [finding] = findings(noMissingSecret, shop({ patch }));
  expect(finding?.message).toBe(
    'Deployment storefront of component "storefront" needs Secret "order-secret" in namespace "shop" (env ORDERS_PASSWORD of container web), which nobody creates.',
  );
  expect(finding?.hint).toContain('    order-secret: [password]');
  expect(finding?.at).toMatchObject({ file: 'environments/bazaar/environment.yaml', line: 12 });
});

test('a key that the Secret does not have', () => {
  const patch = { 'Deployment storefront': [set(`${key}/key`, 'pasword')] };
  const [finding] = findings(noMissingSecret, shop({ patch }));
  expect(finding?.message).toContain('needs the key "pasword" of Secret "orders-secret" (env ORDERS_PASSWORD of container web)');
  expect(finding?.hint).toContain('Its keys: username, password.');
});

test('a Secret with nothing but literals is never created', () => {
  const [orders] = shop().secrets;
  const keys = { password: { from: 'literal', value: 'open sesame' } } as const;
  const plan = { ...shop({ environment: { secrets: { provider: 'sealed-secrets' } } }), secrets: orders ? [{ ...orders, keys }] : [] };
  expect(messages(noMissingSecret, plan)[0]).toContain(
    'needs Secret "orders-secret" in namespace "shop" (envFrom of container postgres), which nobody creates',
  );
});

test('what images are pulled with', () => {
  const patch = { 'ServiceAccount storefront': [set('/imagePullSecrets/0/name', 'registry')] };
  expect(messages(noMissingSecret, shop({ patch }))).toHaveLength(1);
  expect(messages(noMissingSecret, shop({ patch, environment: { secrets: { provider: 'sealed-secrets' } } }))).toHaveLength(1);
});

test('the certificate of an Ingress, unless cert-manager makes it', () => {
  const patch = { 'Ingress storefront': [remove('/metadata/annotations')] };
  expect(messages(noMissingSecret, shop({ patch }))).toEqual([
    'Ingress storefront of component "storefront" needs Secret "shop-tls" in namespace "shop" (spec.tls), which nobody creates.',
  ]);
});

test('an optional one may be missing', () => {
  const patch = { 'Deployment storefront': [set(key, { name: 'coupons', key: 'today', optional: true })] };
  expect(messages(noMissingSecret, shop({ patch }))).toEqual([]);
});

test('the login of a CloudNativePG Cluster, under the two names that it knows', () => {
  const cluster = (name: string) => {
    const spec = { instances: 3, bootstrap: { initdb: { database: 'ledger', owner: 'clerk', secret: { name } } } };
    return shop({ add: [{ apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', metadata: { name: 'ledger' }, spec }] });
  };
  expect(messages(noMissingSecret, cluster('orders-secret'))).toEqual([]);
  const existing = {
    'orders-secret': ['username', 'password'],
    'shop-registry': ['.dockerconfigjson'],
    clerk: ['LEDGER_PASSWORD', 'username'],
  };
  const plan = cluster('clerk');
  expect(messages(noMissingSecret, { ...plan, environment: { ...plan.environment, secrets: { provider: 'existing', existing } } })).toEqual(
    [
      expect.stringContaining(
        'Cluster ledger of component "storefront" needs the key "password" of Secret "clerk" (bootstrap.initdb.secret)',
      ),
    ],
  );
});
