import { expect, test } from 'vitest';
import { findings, messages } from '../testing/messages.ts';
import { remove, set, shop } from '../testing/plan.ts';
import { validSchema } from './valid-schema.ts';

const changed = (path: string, value: unknown) => shop({ patch: { 'Deployment storefront': [set(path, value)] } });
const web = '/spec/template/spec/containers/0';

test('a value of the wrong type', () => {
  expect(findings(validSchema, changed('/spec/replicas', '3'))).toMatchObject([
    { code: 'valid-schema', message: 'Deployment storefront of component "storefront" is not valid: spec.replicas must be integer.' },
  ]);
});

test('a value of several possible types is one problem', () => {
  expect(messages(validSchema, changed(`${web}/livenessProbe/tcpSocket/port`, [8443]))).toEqual([
    'Deployment storefront of component "storefront" is not valid: spec.template.spec.containers[0].livenessProbe.tcpSocket.port must be string or must be integer.',
  ]);
});

test('a value that is not one of the allowed', () => {
  expect(messages(validSchema, changed(`${web}/imagePullPolicy`, 'Sometimes'))).toEqual([
    'Deployment storefront of component "storefront" is not valid: spec.template.spec.containers[0].imagePullPolicy must be one of Always, IfNotPresent, Never.',
  ]);
});

test('a field that is missing because it is misspelt', () => {
  const patch = { 'Deployment storefront': [remove('/spec/selector'), set('/spec/selectr', { matchLabels: { app: 'storefront' } })] };
  expect(messages(validSchema, shop({ patch }))).toEqual([
    'Deployment storefront of component "storefront" is not valid: spec lacks "selector".',
    'Deployment storefront of component "storefront" has the field spec.selectr, which Kubernetes does not know and would drop.',
  ]);
});

test.each([
  ['/spec/replica', 4, 'spec.replica', 'replicas'],
  [`${web}/env/0/valueFrom/secretKeyRef/nam`, 'x', 'spec.template.spec.containers[0].env[0].valueFrom.secretKeyRef.nam', 'name'],
])('an unknown field at %s', (path, value, field, suggestion) => {
  const [finding, ...others] = findings(validSchema, changed(path, value));
  expect(others).toEqual([]);
  expect(finding?.message).toContain(`has the field ${field}, which Kubernetes does not know`);
  expect(finding?.hint).toContain(`Did you mean "${suggestion}"?`);
});

test('a field that is null, which a patch should remove', () => {
  expect(messages(validSchema, changed(`${web}/image`, null))).toEqual([
    'Deployment storefront of component "storefront" is not valid: spec.template.spec.containers[0].image must be left out where it has no value, not null.',
  ]);
});

test('a kind that nobody has registered', () => {
  const add = [{ apiVersion: 'shop.example.com/v1', kind: 'Voucher', metadata: { name: 'spring' } }];
  expect(findings(validSchema, shop({ add }))).toMatchObject([{ code: 'unknown-kind' }]);
});

test('a name that a patch took away', () => {
  expect(messages(validSchema, shop({ patch: { 'ConfigMap storefront-config': [remove('/metadata')] } }))).toEqual([
    'ConfigMap of component "storefront" is not valid: metadata.name is missing.',
  ]);
});
