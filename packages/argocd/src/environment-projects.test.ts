import { emit } from '@gitops/yaml';
import { describe, expect, test } from 'vitest';
import { childNamespace } from './child-namespace.ts';
import { environmentProjects } from './environment-projects.ts';
import { permittedKinds } from './permitted-kinds.ts';
import { cluster } from './testing/cluster.ts';

const { argocd } = cluster;
const inShop = { name: 'postgres', namespace: 'shop' };
const objects = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop-data' } },
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
  { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: inShop },
  { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: inShop },
  { apiVersion: 'v1', kind: 'Service', metadata: inShop },
  { apiVersion: 'v1', kind: 'Service', metadata: { name: 'postgres-headless', namespace: 'shop' } },
  { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'api', namespace: 'shop' } },
];
const facts = { environment: 'shop', argocd, destination: { name: 'prod-eu' }, namespaces: ['shop-data', 'shop'], objects };
const shared = { ...facts, argocd: { ...argocd, isolation: 'shared' } } as const;

test.each([
  ['projects', facts],
  ['projects-shared', shared],
] as const)('%s', async (name, given) => {
  const projects = environmentProjects(given);
  for (const project of projects) project.validate();
  await expect(projects.map(emit).join('---\n')).toMatchFileSnapshot(`golden/${name}.yaml`);
});

describe('the project of the root', () => {
  test('may create Applications where the children live, and nothing else', () => {
    const [root] = environmentProjects(facts);
    expect(root.spec).toMatchObject({
      destinations: [{ name: 'in-cluster', namespace: 'argocd-shop' }],
      clusterResourceWhitelist: [],
      namespaceResourceWhitelist: [{ group: 'argoproj.io', kind: 'Application' }],
    });
  });
});

describe('the project of the children', () => {
  test('takes Applications from their namespace only', () => {
    const [, children] = environmentProjects(facts);
    expect(children.spec.sourceNamespaces).toEqual(['argocd-shop']);
  });

  test('allows a cluster-scoped object by its name, not every object of its kind', () => {
    const [, children] = environmentProjects(facts);
    expect(children.spec.clusterResourceWhitelist).toEqual([
      { group: '', kind: 'Namespace', name: 'shop' },
      { group: '', kind: 'Namespace', name: 'shop-data' },
    ]);
  });

  test('names no wildcard', () => {
    expect(environmentProjects(facts).map(emit).join()).not.toContain('*');
  });

  test('is the same whatever the order of what was rendered', () => {
    const shuffled = { ...facts, namespaces: [...facts.namespaces].reverse(), objects: [...objects].reverse() };
    expect(environmentProjects(shuffled)).toEqual(environmentProjects(facts));
  });
});

test('isolation: shared lists no source namespace, because that of Argo CD may use any project', () => {
  const [root, children] = environmentProjects(shared);
  expect(root.spec.destinations).toEqual([{ name: 'in-cluster', namespace: 'gitops' }]);
  expect(children.spec).not.toHaveProperty('sourceNamespaces');
});

test('the projects outlive their environment: without them Argo CD can neither keep nor delete its children', () => {
  for (const project of environmentProjects(facts)) {
    expect(project.metadata.annotations).toMatchObject({ 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' });
  }
});

describe('the namespace of the children', () => {
  test('is never deleted by Argo CD: with it would go the children, and with them what they deployed', async () => {
    const namespace = childNamespace('shop', argocd);
    expect(namespace?.metadata?.annotations).toMatchObject({ 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' });
    await expect(emit(namespace)).toMatchFileSnapshot('golden/namespace.yaml');
  });

  test('does not exist where they share that of Argo CD', () => {
    expect(childNamespace('shop', shared.argocd)).toBeUndefined();
  });
});

test('an object of the core group has no group, a repeated kind is listed once', () => {
  expect(permittedKinds(objects).namespaceResourceWhitelist).toEqual([
    { group: '', kind: 'Service' },
    { group: 'apps', kind: 'Deployment' },
    { group: 'apps', kind: 'StatefulSet' },
    { group: 'networking.k8s.io', kind: 'NetworkPolicy' },
  ]);
});
