import { random } from '@gitops/kit';
import { expect, test } from 'vitest';
import { market } from '../../testing/stages.ts';
import { buildComponents } from '../build/build.ts';
import { planSecrets } from './secrets.ts';

test('what is the owner’s alone does not go into the namespaces of its readers', () => {
  const components = 'components:\n  shop-database: { namespace: cellar }\n  shop-api: { image: { tag: "1" } }\n';
  const environment = market(`cluster: harbour\nnamespace: market\n${components}`);
  const built = buildComponents(environment).map((each) => ({
    ...each,
    secrets: each.secrets.map(({ name, keys }) => ({ name, keys: 'password' in keys ? { ...keys, root: random('its own') } : keys })),
  }));
  expect(planSecrets(environment, built).secrets.map(({ namespace, keys }) => [namespace, Object.keys(keys)])).toEqual([
    ['cellar', ['password', 'root', 'username']],
    ['market', ['host', 'password', 'username']],
  ]);
});
