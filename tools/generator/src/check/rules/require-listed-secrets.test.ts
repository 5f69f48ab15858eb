import { expect, test } from 'vitest';
import { findings } from '../testing/messages.ts';
import { shop } from '../testing/plan.ts';
import { requireListedSecrets } from './require-listed-secrets.ts';

const existing = (secrets: Record<string, string[]>) =>
  ({ environment: { secrets: { provider: 'existing', existing: secrets } } }) as const;
const registry = { 'shop-registry': ['.dockerconfigjson'] };

test('a Secret that the list lacks', () => {
  const [finding, ...others] = findings(requireListedSecrets, shop(existing(registry)));
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ code: 'unlisted-secret', severity: 'error', unit: 'environments/bazaar' });
  expect(finding?.message).toBe('Components need Secrets or keys that secrets.existing does not list: orders-secret.');
  expect(finding?.hint).toContain(
    'secrets:\n  provider: existing\n  existing:\n    orders-secret: [username, password] # orders, storefront',
  );
});

test('a key that the list lacks', () => {
  const [finding] = findings(requireListedSecrets, shop(existing({ ...registry, 'orders-secret': ['username', 'host'] })));
  expect(finding?.message).toBe('Components need Secrets or keys that secrets.existing does not list: orders-secret (password).');
  expect(finding?.hint).toContain('    orders-secret: [username, host, password] # orders, storefront');
});

test('all of them in one finding, to be listed at once', () => {
  const plan = shop(existing(registry));
  const [orders] = plan.secrets;
  const secrets = ['orders-secret', 'till-secret'].flatMap((name) => (orders ? { ...orders, name } : []));
  expect(findings(requireListedSecrets, { ...plan, secrets })).toHaveLength(1);
});

test('a Secret that nobody needs any more', () => {
  const secrets = { ...registry, 'orders-secret': ['username', 'password'], 'old-secret': ['token'] };
  const [finding] = findings(requireListedSecrets, shop(existing(secrets)));
  expect(finding).toMatchObject({ code: 'unused-secret', severity: 'warning' });
  expect(finding?.message).toBe('Secret "old-secret" is listed under secrets.existing, but no component refers to it.');
});

test('there is nothing to list where an operator makes the Secrets', () => {
  expect(findings(requireListedSecrets, shop({ environment: { secrets: { provider: 'sealed-secrets' } } }))).toEqual([]);
});
