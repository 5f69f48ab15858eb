import { expect, test } from 'vitest';
import { findings, messages } from '../testing/messages.ts';
import { remove, set, shop } from '../testing/plan.ts';
import { noMissingStorageClass } from './no-missing-storage-class.ts';

const template = '/spec/volumeClaimTemplates/0/spec/storageClassName';

test('a class that the cluster does not list (W010)', () => {
  const patch = { 'StatefulSet orders': [set(template, 'fast-sd')] };
  const [finding] = findings(noMissingStorageClass, shop({ patch }));
  expect(finding?.message).toBe(
    'StatefulSet orders of component "orders" (volumeClaimTemplate data) wants storage class "fast-sd", which cluster "market" does not list.',
  );
  expect(finding?.hint).toBe(
    'Did you mean "fast-ssd"?\nIf the class exists, say so in clusters/market/cluster.yaml:\nstorageClasses:\n  others: [archive, fast-sd]',
  );
});

test('of a claim and of a volume that lives with its Pod', () => {
  const ephemeral = { volumeClaimTemplate: { spec: { storageClassName: 'ram', accessModes: ['ReadWriteOnce'], resources: {} } } };
  const patch = {
    'PersistentVolumeClaim uploads': [set('/spec/storageClassName', 'tape')],
    'Deployment storefront': [set('/spec/template/spec/volumes/-', { name: 'cache', ephemeral })],
  };
  expect(messages(noMissingStorageClass, shop({ patch }))).toEqual([
    'PersistentVolumeClaim uploads of component "storefront" wants storage class "tape", which cluster "market" does not list.',
    'Deployment storefront of component "storefront" (volume cache) wants storage class "ram", which cluster "market" does not list.',
  ]);
});

test.each(['archive', 'shared-nfs'])('%s is listed', (name) => {
  expect(messages(noMissingStorageClass, shop({ patch: { 'StatefulSet orders': [set(template, name)] } }))).toEqual([]);
});

test("the cluster's default class needs no name", () => {
  expect(messages(noMissingStorageClass, shop({ patch: { 'StatefulSet orders': [remove(template)] } }))).toEqual([]);
});

test('a class that the environment brings along', () => {
  const add = [{ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'tape' }, provisioner: 'tape.example.com' }];
  expect(messages(noMissingStorageClass, shop({ add, patch: { 'StatefulSet orders': [set(template, 'tape')] } }))).toEqual([]);
});

test('of a CloudNativePG Cluster, data and write-ahead log', () => {
  const storage = (storageClass: string) => ({ size: '9Gi', storageClass });
  const spec = { instances: 3, storage: storage('fast-ssd'), walStorage: storage('faster-ssd') };
  const add = [{ apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', metadata: { name: 'ledger' }, spec }];
  expect(messages(noMissingStorageClass, shop({ add }))).toEqual([
    'Cluster ledger of component "storefront" (walStorage) wants storage class "faster-ssd", which cluster "market" does not list.',
  ]);
});

test('a volume that several Pods write, in a cluster without a class for that (Y010)', () => {
  const patch = { 'PersistentVolumeClaim uploads': [remove('/spec/storageClassName')] };
  const [finding] = findings(noMissingStorageClass, shop({ patch, cluster: { storageClasses: { block: 'fast-ssd', others: [] } } }));
  expect(finding?.message).toBe(
    'PersistentVolumeClaim uploads of component "storefront" is to be written by several Pods (ReadWriteMany), but cluster "market" names no class for that.',
  );
  expect(finding?.hint).toContain('clusters/market/cluster.yaml:\nstorageClasses:\n  file: …');
});

test('a volume that several Pods write, of the class for those that one writes', () => {
  const patch = { 'PersistentVolumeClaim uploads': [set('/spec/storageClassName', 'fast-ssd')] };
  expect(messages(noMissingStorageClass, shop({ patch }))).toEqual([
    'PersistentVolumeClaim uploads of component "storefront" is to be written by several Pods (ReadWriteMany), but in cluster "market" class "fast-ssd" is for volumes that one Pod writes.',
  ]);
});

test('one class may be for both', () => {
  const patch = { 'PersistentVolumeClaim uploads': [set('/spec/storageClassName', 'ceph')], 'StatefulSet orders': [set(template, 'ceph')] };
  expect(
    messages(noMissingStorageClass, shop({ patch, cluster: { storageClasses: { block: 'ceph', file: 'ceph', others: [] } } })),
  ).toEqual([]);
});
