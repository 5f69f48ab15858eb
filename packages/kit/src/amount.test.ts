import { expect, test } from 'vitest';
import { amount } from './amount.ts';

test.each([
  ['500m', 0.5],
  ['2', 2],
  [2, 2],
  ['2k', 2000],
  ['1.5Gi', 1.5 * 1024 ** 3],
  ['20G', 20e9],
  ['64Mi', 64 * 1024 ** 2],
])('%s is %d', (quantity, number) => {
  expect(amount(quantity)).toBe(number);
});

test('what is no quantity is a bug', () => {
  expect(() => amount('5GB')).toThrow('not a quantity: 5GB');
});
