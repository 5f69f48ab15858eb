import Value from 'typebox/value';
import { expect, test } from 'vitest';
import { CloudIdentity } from './cloud-identity.ts';

test('labels hold what Kubernetes takes for one, annotations hold anything', () => {
  const isValid = (identity: object) => Value.Check(CloudIdentity, { annotations: {}, labels: {}, ...identity });
  expect(isValid({ labels: { 'azure.workload.identity/use': 'true', tier: '' } })).toBe(true);
  expect(isValid({ labels: { tier: 'first class' } })).toBe(false);
  expect(isValid({ annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/workfx ai' } })).toBe(true);
});
