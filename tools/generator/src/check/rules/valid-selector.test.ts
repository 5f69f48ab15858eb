import { expect, test } from 'vitest';
import { messages } from '../testing/messages.ts';
import { set, shop } from '../testing/plan.ts';
import { validSelector } from './valid-selector.ts';

test('a workload that does not select its own Pods', () => {
  const patch = { 'StatefulSet orders': [set('/spec/template/metadata/labels/app', 'order')] };
  expect(messages(validSelector, shop({ patch }))).toEqual([
    'StatefulSet orders of component "orders" has a selector that its own Pods do not satisfy.',
  ]);
});

test('a workload that selects every Pod', () => {
  const patch = { 'StatefulSet orders': [set('/spec/selector', { matchLabels: {} })] };
  expect(messages(validSelector, shop({ patch }))).toEqual(['StatefulSet orders of component "orders" has an empty selector.']);
});
