import { expect, test } from 'vitest';
import { findings, messages } from '../testing/messages.ts';
import { remove, set, shop } from '../testing/plan.ts';
import { validClaim } from './valid-claim.ts';

const template = '/spec/volumeClaimTemplates/0/spec/resources/requests/storage';

test.each(['0', '0Gi', '0.0Mi'])('a volume of %s', (size) => {
  const [finding] = findings(validClaim, shop({ patch: { 'StatefulSet orders': [set(template, size)] } }));
  expect(finding?.message).toBe(`StatefulSet orders of component "orders" (volumeClaimTemplate data) requests ${size} of storage.`);
  expect(finding?.hint).toContain('  orders:\n    storage: 10Gi');
});

test('a claim that does not say how much', () => {
  expect(messages(validClaim, shop({ patch: { 'PersistentVolumeClaim uploads': [remove('/spec/resources')] } }))).toEqual([
    'PersistentVolumeClaim uploads of component "storefront" does not say how much storage it requests.',
  ]);
});

test('a volume that lives with its Pod, and those of a CloudNativePG Cluster', () => {
  const sized = (storage: string) => ({ resources: { requests: { storage } } });
  const ephemeral = { volumeClaimTemplate: { spec: { accessModes: ['ReadWriteOnce'], ...sized('0Mi') } } };
  const spec = { instances: 3, storage: { pvcTemplate: sized('9Gi') }, walStorage: { size: '0Gi' } };
  const add = [{ apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', metadata: { name: 'ledger' }, spec }];
  const patch = { 'Deployment storefront': [set('/spec/template/spec/volumes/-', { name: 'cache', ephemeral })] };
  expect(messages(validClaim, shop({ add, patch }))).toEqual([
    'Cluster ledger of component "storefront" (walStorage) requests 0Gi of storage.',
    'Deployment storefront of component "storefront" (volume cache) requests 0Mi of storage.',
  ]);
});

test('the least that one may ask for, and a number of bytes', () => {
  expect(messages(validClaim, shop({ patch: { 'StatefulSet orders': [set(template, '0.5Gi')] } }))).toEqual([]);
  expect(messages(validClaim, shop({ patch: { 'StatefulSet orders': [set(template, 4096)] } }))).toEqual([]);
});
