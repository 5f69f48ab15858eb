import { build, find, render } from '@gitops/kit/testing';
import { expect, test } from 'vitest';
import { volumeStorage } from './volume-storage.ts';

test('defaults', async () => {
  await expect(render(volumeStorage)).toMatchFileSnapshot('golden/defaults.yaml');
});

test('every option set', async () => {
  const options = { storage: '200Gi', storageClass: 'local-path', accessMode: 'ReadWriteOnce' };
  await expect(render(volumeStorage, { component: 'uploads', options })).toMatchFileSnapshot('golden/full.yaml');
});

test('dependants learn which claim to mount, and need no credentials for it', () => {
  const { connection, secrets } = build(volumeStorage, { component: 'uploads' });
  expect(connection).toMatchObject({ provider: 'local', url: 'file:///data', claim: 'uploads', credentials: 'none' });
  expect(secrets).toEqual([]);
});

test('the data outlives the component, and nothing waits for the volume before a Pod mounts it', () => {
  const { manifests } = build(volumeStorage);
  expect(find(manifests, 'PersistentVolumeClaim').metadata).toMatchObject({
    annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false', 'argocd.argoproj.io/ignore-healthcheck': 'true' },
  });
});
