import { expect, test } from 'vitest';
import { messages } from '../testing/messages.ts';
import { remove, set, shop } from '../testing/plan.ts';
import { validAutoscaler } from './valid-autoscaler.ts';

const autoscaler = (...operations: ReturnType<typeof set>[]) =>
  messages(validAutoscaler, shop({ patch: { 'HorizontalPodAutoscaler storefront': operations } }));

test('more replicas at least than at most', () => {
  expect(autoscaler(set('/spec/minReplicas', 7))).toEqual([
    'HorizontalPodAutoscaler storefront of component "storefront" wants at least 7 replicas and at most 5.',
  ]);
});

test('as many, or no minimum', () => {
  expect(autoscaler(set('/spec/minReplicas', 5))).toEqual([]);
  expect(autoscaler(remove('/spec/minReplicas'))).toEqual([]);
});
