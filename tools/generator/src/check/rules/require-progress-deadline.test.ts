import { expect, test } from 'vitest';
import { messages } from '../testing/messages.ts';
import { remove, shop } from '../testing/plan.ts';
import { requireProgressDeadline } from './require-progress-deadline.ts';

test('a Deployment without one', () => {
  const patch = { 'Deployment storefront': [remove('/spec/progressDeadlineSeconds')] };
  expect(messages(requireProgressDeadline, shop({ patch }))).toEqual([
    'Deployment storefront of component "storefront" does not say how long a rollout may take.',
  ]);
});
