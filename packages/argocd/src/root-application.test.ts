import { emit } from '@gitops/yaml';
import { expect, test } from 'vitest';
import { clusterWaves } from './annotations.ts';
import { rootApplication } from './root-application.ts';
import { cluster } from './testing/cluster.ts';

const facts = {
  environment: 'shop',
  folder: 'environments/shop',
  argocd: cluster.argocd,
  sync: 'automatic',
} as const;

test.each(['automatic', 'manual'] as const)('sync: %s', async (sync) => {
  const root = rootApplication({ ...facts, sync });
  root.validate();
  await expect(emit(root)).toMatchFileSnapshot(`golden/root-${sync}.yaml`);
});

test('fills the pin of its children with the commit that it syncs, as text (W086)', () => {
  expect(rootApplication(facts).spec.source?.helm?.parameters).toEqual([
    { name: 'revision', value: '$ARGOCD_APP_REVISION', forceString: true },
  ]);
});

test('sees the commits of the whole environment, not only those of its chart', () => {
  expect(rootApplication(facts).metadata.annotations).toMatchObject({ 'argocd.argoproj.io/manifest-generate-paths': '/environments/shop' });
});

test('a commit to a manual root waits for a person; its children still heal themselves', () => {
  expect(rootApplication({ ...facts, sync: 'manual' }).spec.syncPolicy).not.toHaveProperty('automated');
});

test('has no finalizer: deleting it by accident deletes nothing else', () => {
  expect(rootApplication(facts).metadata).not.toHaveProperty('finalizers');
});

test('syncs everything always: unchanged but unhealthy infrastructure must hold later waves', () => {
  expect(rootApplication(facts).spec.syncPolicy).not.toHaveProperty('syncOptions');
});

test('comes after the namespace and the projects that it needs', () => {
  expect(clusterWaves.root).toBeGreaterThan(clusterWaves.project);
  expect(clusterWaves.root).toBeGreaterThan(clusterWaves.namespace);
});

test('isolation: shared puts the children beside it', () => {
  const root = rootApplication({ ...facts, argocd: { ...facts.argocd, isolation: 'shared' } });
  expect(root.spec.destination).toEqual({ name: 'in-cluster', namespace: 'gitops' });
});
