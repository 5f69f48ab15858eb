import { expect, test } from 'vitest';
import { repository } from '../../testing/repository.ts';
import { parseSealedSecrets } from './sealed-secrets.ts';

const sealed = (spec: string) =>
  `apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: { name: till, namespace: market }\nspec: ${spec}\n`;

function told(text: string): string[] {
  const root = repository({ 'environments/market/sealed-secrets/till.yaml': text });
  return parseSealedSecrets(root, 'environments/market').problems.map(({ message }) => message);
}

test('what kubeseal wrote', () => {
  expect(told(sealed(`{ encryptedData: { pin: ${'AgBy8h/+'.repeat(60)}= } }`))).toEqual([]);
});

test('a value that somebody put among the encrypted ones, encoded or not, is not repeated', () => {
  const message = 'environments/market/sealed-secrets/till.yaml has a value under encryptedData that nobody has encrypted (pin).';
  expect(told(sealed('{ encryptedData: { pin: hunter2 } }'))).toEqual([message]);
  expect(told(sealed('{ encryptedData: { pin: aHVudGVyMg== } }'))).toEqual([message]);
});

test('a Secret that was never sealed', () => {
  expect(told('apiVersion: v1\nkind: Secret\nmetadata: { name: till }\nstringData: { pin: hunter2 }\n')).toEqual([
    'environments/market/sealed-secrets/till.yaml holds a Secret that nobody has sealed.',
  ]);
});

test('something else', () => {
  expect(told('apiVersion: v1\nkind: ConfigMap\n')).toEqual([
    'environments/market/sealed-secrets/till.yaml holds no SealedSecret of bitnami.com/v1alpha1.',
  ]);
});
