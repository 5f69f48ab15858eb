import { emit } from '@gitops/yaml';
import { expect, test } from 'vitest';
import { childApplication } from './child-application.ts';

const facts = {
  environment: 'shop',
  component: 'postgres',
  wave: 110,
  project: 'shop',
  namespace: 'argocd-shop',
  repository: 'https://git.example.com/platform.git',
  path: 'environments/shop/generated/manifests/postgres',
  inventory: 'environments/shop/generated/inventory.json',
  destination: { name: 'prod-eu' },
  targetNamespace: 'shop-data',
};

test('is rendered anew when a file leaves it, also one that Git takes for renamed into another component', () => {
  expect(childApplication(facts).metadata.annotations?.['argocd.argoproj.io/manifest-generate-paths']).toBe(
    '.;/environments/shop/generated/inventory.json',
  );
});

test('a component', async () => {
  const child = childApplication(facts);
  child.validate();
  await expect(emit(child)).toMatchFileSnapshot('golden/child.yaml');
});

test('is pinned by its root, never by what is committed (W086, V064)', () => {
  expect(childApplication(facts).spec.source?.targetRevision).toBe('{{ .Values.revision }}');
  expect(emit(childApplication(facts))).toContain('targetRevision: "{{ .Values.revision }}"\n');
});

test('names no directory: Argo CD takes the empty one out of the Application again, and its root would never be Synced', () => {
  expect(childApplication(facts).spec.source).not.toHaveProperty('directory');
});

test('gives up after a while, because an operation keeps the pin that it began with and the fix has another', () => {
  const { limit } = childApplication(facts).spec.syncPolicy?.retry ?? {};
  expect(limit).toBeGreaterThan(0);
  expect(limit).toBeLessThanOrEqual(3);
});

test('takes its objects along when it is removed', () => {
  expect(childApplication(facts).metadata.finalizers).toEqual(['resources-finalizer.argocd.argoproj.io']);
});

test('holds no action of a template but the pin', () => {
  const text = emit(childApplication({ ...facts, destination: { name: 'prod {{ region }}' } }));
  expect(text.replaceAll('{{ `{{` }}', '').match(/\{\{.*?\}\}/g)).toEqual(['{{ .Values.revision }}']);
});
