import { expect, test } from 'vitest';
import { inspectFields } from './known-fields.ts';
import { schemaOf, type Validator } from './schemas.ts';

function validatorOf(apiVersion: string, kind: string): Validator {
  const validator = schemaOf({ apiVersion, kind });
  if (!validator) throw new Error(`no schema for ${kind}`);
  return validator;
}

const configMap = (fields: object) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'prices' }, ...fields });
const paths = (object: object, validator: Validator) => inspectFields(object, validator, true).unknown.map(({ path }) => path.join('.'));

test('the keys of a map are anybody’s choice, the fields of a struct are not', () => {
  const validator = validatorOf('v1', 'ConfigMap');
  expect(paths(configMap({ data: { bread: '2.10' } }), validator)).toEqual([]);
  expect(paths(configMap({ data: { wine: '7.90' }, dada: {}, metadata: { name: 'x', label: {} } }), validator)).toEqual([
    'metadata.label',
    'dada',
  ]);
});

test('a part that no earlier object had is learned when it first appears', () => {
  const validator = validatorOf('networking.k8s.io/v1', 'NetworkPolicy');
  const policy = (spec: object) => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'p' }, spec });
  expect(paths(policy({ podSelector: {} }), validator)).toEqual([]);
  const ingress = [{ from: [{ podSelector: { matchLabels: { app: 'till' }, matchLabel: {} } }], ports: [{ port: 80, protocoll: 'TCP' }] }];
  expect(paths(policy({ podSelector: {}, ingress }), validator)).toEqual([
    'spec.ingress.0.from.0.podSelector.matchLabel',
    'spec.ingress.0.ports.0.protocoll',
  ]);
});

test('a frozen object teaches as well', () => {
  const validator = validatorOf('v1', 'LimitRange');
  const limit = Object.freeze({ type: 'Container', max: Object.freeze({ cpu: '3' }) });
  const range = { apiVersion: 'v1', kind: 'LimitRange', metadata: { name: 'l' }, spec: Object.freeze({ limits: Object.freeze([limit]) }) };
  expect(paths(Object.freeze(range), validator)).toEqual([]);
  expect(paths({ ...range, spec: { limits: [{ type: 'Container', maxx: {} }] } }, validator)).toEqual(['spec.limits.0.maxx']);
});

test('an invalid object teaches nothing wrong', () => {
  const validator = validatorOf('v1', 'Service');
  const service = (spec: unknown) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 's' }, spec });
  expect(inspectFields(service([{ ports: 1 }]), validator, false).unknown).toEqual([]);
  expect(paths(service({ port: [] }), validator)).toEqual(['spec.port']);
});

test('a struct whose fields are counted is still a struct', () => {
  const validator = validatorOf('external-secrets.io/v1', 'ExternalSecret');
  const source = (sourceRef: object) => ({
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: 'till' },
    spec: { dataFrom: [{ sourceRef }] },
  });
  expect(paths(source({ storeRef: { name: 'vault' } }), validator)).toEqual([]);
  expect(paths(source({ storeRf: { name: 'vault' } }), validator)).toEqual(['spec.dataFrom.0.sourceRef.storeRf']);
});
