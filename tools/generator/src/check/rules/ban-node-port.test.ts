import { expect, test } from 'vitest';
import { messages } from '../testing/messages.ts';
import { set, shop } from '../testing/plan.ts';
import { banNodePort } from './ban-node-port.ts';

const nodePort = { 'Service storefront': [set('/spec/type', 'NodePort')] };

test('outside of development (W080)', () => {
  expect(messages(banNodePort, shop({ patch: nodePort, environment: { stage: 'staging' } }))).toEqual([
    'Service storefront of component "storefront" is of type NodePort, but the stage of the environment is staging.',
  ]);
});

test('fine in development', () => {
  expect(messages(banNodePort, shop({ patch: nodePort, environment: { stage: 'development' } }))).toEqual([]);
});
