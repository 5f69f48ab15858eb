import { expect, test } from 'vitest';
import { messages } from '../testing/messages.ts';
import { remove, set, shop } from '../testing/plan.ts';
import { requireDataProtection } from './require-data-protection.ts';

const options = '/metadata/annotations/argocd.argoproj.io~1sync-options';

test('a claim without one of the guards', () => {
  const patch = { 'PersistentVolumeClaim uploads': [set(options, 'Delete=false')] };
  expect(messages(requireDataProtection, shop({ patch }))).toEqual([
    'PersistentVolumeClaim uploads of component "storefront" holds data, but lacks Prune=false in its sync options.',
  ]);
});

test('a namespace without both', () => {
  const patch = { 'Namespace shop': [remove('/metadata/annotations')] };
  expect(messages(requireDataProtection, shop({ patch }))).toEqual([
    'Namespace shop of component "foundation" holds data, but lacks Prune=false and Delete=false in its sync options.',
  ]);
});

test('a CloudNativePG Cluster', () => {
  const add = [{ apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', metadata: { name: 'ledger' } }];
  expect(messages(requireDataProtection, shop({ add }))).toHaveLength(1);
});
