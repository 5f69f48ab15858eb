import { expect, test } from 'vitest';
import { validPlan } from '../../testing/plan.ts';
import { shopFiles } from '../../testing/repository.ts';
import { environmentReadme } from './environment-readme.ts';

const head = 'cluster: harbour\nnamespace: market\n';

test('says what runs in which order, where, and which Secrets it wants', async () => {
  const yaml = `${head}secrets: { existing: { shop-database-secret: [host, password, username] } }
components:
  shop-database: {}
  shop-cache: { external: { host: cache.example.com } }
  shop-api: { image: { tag: "2.4" } }
`;
  await expect(environmentReadme(validPlan(yaml))).toMatchFileSnapshot('golden/environment-readme.md');
});

test('never a value that somebody should make up', () => {
  const readme = environmentReadme(validPlan(`${head}components:\n  shop-database: {}\n`));
  expect(readme).toContain('--from-literal=password="$(openssl rand -hex 16)"');
  expect(readme).not.toContain('changeme');
});

test('a Secret of two namespaces has one password: the second is made from the first', () => {
  const readme = environmentReadme(
    validPlan(`${head}components:\n  shop-database: { namespace: cellar }\n  shop-api: { image: { tag: "1" } }\n`),
  );
  expect(readme).toContain('--namespace cellar \\\n  --from-literal=password="$(openssl rand -hex 16)"');
  const copied =
    'kubectl get secret shop-database-secret --namespace cellar --output go-template=\'{{ index .data "password" | base64decode }}\'';
  expect(readme).toContain(`--from-literal=password="$(${copied})"`);
});

test('manual syncing is said where people look first', () => {
  expect(environmentReadme(validPlan(`${head}sync: manual\ncomponents:\n  shop-cache: {}\n`))).toContain('`argocd app sync market`');
});

test('who is woken up finds the Applications where they are, and the way back that fits', () => {
  const components = 'components:\n  shop-cache: {}\n';
  const automatic = environmentReadme(validPlan(`${head}${components}`));
  expect(automatic).toContain('kubectl -n argocd-market get application market-<component> ');
  expect(automatic).toContain('kubectl -n argocd get application market ');
  expect(automatic).toContain('`git revert`, and push.');
  expect(automatic).not.toContain('where Argo CD runs');
  expect(automatic).not.toContain('--cascade=orphan');
  expect(environmentReadme(validPlan(`${head}components:\n  shop-database: {}\n`))).toContain('delete statefulset <name> --cascade=orphan');
  const cluster = 'clusters/harbour/cluster.yaml';
  const remote = `${shopFiles[cluster]}destination: { name: far }\n`.replace('argocd:\n', 'argocd:\n  isolation: shared\n');
  const manual = environmentReadme(validPlan(`${head}sync: manual\n${components}`, { [cluster]: remote }));
  expect(manual).toContain('in the cluster where Argo CD runs:');
  expect(manual).toContain('kubectl -n argocd get application market-<component> ');
  expect(manual).toContain('*Rollback* on the root `market`');
});
