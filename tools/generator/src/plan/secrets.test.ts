import { literal, random } from '@gitops/kit';
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

test.each(['cert-manager.io/cluster-issuer', 'cert-manager.io/issuer'])(
  'nobody is asked for a certificate that cert-manager makes (%s)',
  (issuer) => {
    const environment = market('cluster: harbour\nnamespace: market\ncomponents: { shop-database: {} }\n');
    const namesWith = (annotations: Record<string, string>) => {
      const metadata = { name: 'shop', namespace: 'market', annotations };
      const ingress = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata, spec: { tls: [{ secretName: 'shop-tls' }] } };
      const built = buildComponents(environment).map((each) => ({ ...each, objects: [ingress] }));
      return planSecrets(environment, built).secrets.map(({ name }) => name);
    };
    expect(namesWith({})).toContain('shop-tls');
    expect(namesWith({ [issuer]: 'letsencrypt' })).not.toContain('shop-tls');
  },
);

test('two values under one key are said once, however many read the Secret, with both values and the need that leads to it', () => {
  const components = `components:
  shop-database: {}
  shop-api: { image: { tag: "1" } }
  admin: { builder: shop-api, image: { tag: "1" } }
`;
  const environment = market(`cluster: harbour\nnamespace: market\n${components}`);
  const wish = { name: 'shop-database-secret', keys: { username: literal('trader') } };
  const built = buildComponents(environment).map((each) =>
    each.component.name === 'shop-api' ? { ...each, secrets: [...each.secrets, wish] } : each,
  );
  expect(planSecrets(environment, built).problems).toMatchObject([
    {
      code: 'secret-conflict',
      message: expect.stringMatching(
        /^"shop-\w+" and "shop-\w+" want .* Secret "shop-database-secret": "(shop|trader)" and "(shop|trader)"\.$/,
      ),
      hint: expect.stringContaining('shop-api: { needs: { database: <component> } }'),
    },
  ]);
});
