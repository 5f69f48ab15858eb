import { expect, test } from 'vitest';
import { validSchema } from './rules/valid-schema.ts';
import { messages } from './testing/messages.ts';
import { shop } from './testing/plan.ts';

const metadata = { name: 'till', namespace: 'shop' };
const sealed = { encryptedData: { pin: 'AgBy8h' }, template: { metadata, data: { clerk: 'ann' } } };
const external = {
  secretStoreRef: { name: 'vault', kind: 'ClusterSecretStore' },
  data: [{ secretKey: 'pin', remoteRef: { key: 'till-pin' } }],
};

const cluster = { instances: 3, storage: { size: '7Gi' }, bootstrap: { initdb: { database: 'till', owner: 'clerk' } } };

test.each([
  { apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret', metadata, spec: sealed },
  { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', metadata, spec: cluster },
  { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', metadata, spec: external },
  { apiVersion: 'external-secrets.io/v1beta1', kind: 'ExternalSecret', metadata, spec: external },
])('$kind of $apiVersion', (object) => {
  expect(messages(validSchema, shop({ add: [object] }))).toEqual([]);
  const misspelt = { ...object, spec: { ...object.spec, tempalte: {} } };
  expect(messages(validSchema, shop({ add: [misspelt] }))).toEqual([expect.stringContaining('has the field spec.tempalte')]);
});
