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
