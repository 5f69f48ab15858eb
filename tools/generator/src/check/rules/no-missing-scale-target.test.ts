import { expect, test } from 'vitest';
import { messages } from '../testing/messages.ts';
import { set, shop } from '../testing/plan.ts';
import { noMissingScaleTarget } from './no-missing-scale-target.ts';

test('a workload that does not exist', () => {
  const patch = { 'HorizontalPodAutoscaler storefront': [set('/spec/scaleTargetRef/name', 'shopfront')] };
  expect(messages(noMissingScaleTarget, shop({ patch }))).toEqual([
    'HorizontalPodAutoscaler storefront of component "storefront" scales Deployment shopfront (apps/v1), which namespace "shop" does not have.',
  ]);
});

test('the same name of another kind', () => {
  const patch = {
    'HorizontalPodAutoscaler storefront': [
      set('/spec/scaleTargetRef', { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'storefront' }),
    ],
  };
  expect(messages(noMissingScaleTarget, shop({ patch }))).toHaveLength(1);
});
