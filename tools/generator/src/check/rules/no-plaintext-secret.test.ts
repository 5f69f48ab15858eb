import { literal } from '@gitops/kit';
import { expect, test } from 'vitest';
import { messages } from '../testing/messages.ts';
import { set, shop } from '../testing/plan.ts';
import { noPlaintextSecret } from './no-plaintext-secret.ts';

const web = '/spec/template/spec/containers/0';
const storefront = (path: string, value: unknown) => ({ patch: { 'Deployment storefront': [set(path, value)] } });

test('a Secret with data', () => {
  const add = [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'till' }, data: { pin: 'MTIzNA==' }, stringData: { token: 'x' } }];
  expect(messages(noPlaintextSecret, shop({ add }))).toEqual([
    'Secret till of component "storefront" holds a secret in plain text in data (pin, token): everybody who reads the repository could read it.',
  ]);
});

test('a Secret that the cluster fills', () => {
  const token = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'clerk-token' }, type: 'kubernetes.io/service-account-token' };
  expect(messages(noPlaintextSecret, shop({ add: [token] }))).toEqual([]);
});

test('by the name of the variable', () => {
  expect(messages(noPlaintextSecret, shop(storefront(`${web}/env/-`, { name: 'REDIS_PASSWORD', value: 'hunter2' })))).toEqual([
    'Deployment storefront of component "storefront" holds a secret in plain text in env REDIS_PASSWORD of container web: its name says that it is a secret.',
  ]);
});

test('beside the secrets of a Secret', () => {
  const template = { data: { 'admin-password': 'hunter2', clerk: 'ann', token: '{{ .token }}' } };
  const add = [
    { apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret', metadata: { name: 'till' }, spec: { template } },
    { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', metadata: { name: 'shelf' }, spec: { target: { template } } },
  ];
  expect(messages(noPlaintextSecret, shop({ add }))).toEqual([
    'SealedSecret till of component "storefront" holds a secret in plain text in template admin-password: its name says that it is a secret.',
    'ExternalSecret shelf of component "storefront" holds a secret in plain text in template admin-password: its name says that it is a secret.',
  ]);
});

test('what a builder declares to be none, under whatever name, is none', () => {
  const template = { data: { accessKey: 'clerks' } };
  const add = [
    { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', metadata: { name: 'shelf' }, spec: { target: { template } } },
  ];
  const plan = shop({ add });
  const shelf = (value: string) => ({ name: 'shelf', namespace: 'shop', keys: { accessKey: literal(value) }, components: [] });
  expect(messages(noPlaintextSecret, { ...plan, secrets: [shelf('clerks')] })).toEqual([]);
  expect(messages(noPlaintextSecret, { ...plan, secrets: [shelf('others')] })).toHaveLength(1);
});

test('by the look of the value', () => {
  const patch = { 'ConfigMap storefront-config': [set('/data/shop.yaml', 'store: redis://till:s3same@redis:6379/0\n')] };
  expect(messages(noPlaintextSecret, shop({ patch }))).toEqual([
    'ConfigMap storefront-config of component "storefront" holds a secret in plain text in data shop.yaml: its value looks like a URL with a password.',
  ]);
});

test.each([
  ['an argument', `${web}/args/-`, '--admin-password=hunter2', 'argument admin-password of container web'],
  ['an annotation', '/metadata/annotations', { 'shop.example.com/token': 'hunter2' }, 'annotation shop.example.com/token'],
  ['an annotation of the Pods', '/spec/template/metadata/annotations/api-key', 'hunter2', 'annotation of the Pods api-key'],
])('in %s', (_, path, value, place) => {
  expect(messages(noPlaintextSecret, shop(storefront(path, value)))).toEqual([expect.stringContaining(`in plain text in ${place}:`)]);
});

test.each([
  ['the name of a Secret', `${web}/env/-`, { name: 'CREDENTIALS_SECRET', value: 'orders-secret' }],
  ['a checksum', '/spec/template/metadata/annotations/checksum~1orders-secret', '5c1f7a90'],
  ['what an ingress controller reads', '/metadata/annotations', { 'nginx.ingress.kubernetes.io/auth-secret': 'shop/clerks' }],
])('%s gives nothing away', (_, path, value) => {
  expect(messages(noPlaintextSecret, shop(storefront(path, value)))).toEqual([]);
});
