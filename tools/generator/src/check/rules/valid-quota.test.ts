import { expect, test } from 'vitest';
import type { Quota } from '../../model.ts';
import { messages } from '../testing/messages.ts';
import { shop } from '../testing/plan.ts';
import { validQuota } from './valid-quota.ts';

const ample: Quota = { cpu: '100', memory: '100Gi', storage: '1000Gi', pods: 500 };
const within = (quota: Partial<Quota>) => messages(validQuota, shop({ environment: { quota: { ...ample, ...quota } } }));

test('what fits is fine, and without a quota there is nothing to fit into', () => {
  expect(within({})).toEqual([]);
  expect(messages(validQuota, shop({}))).toEqual([]);
});

test.each(['cpu', 'memory', 'storage'] as const)('too much %s is told with who needs most of it (V019, V020)', (part) => {
  expect(within({ [part]: '1m' })).toEqual([expect.stringContaining(`need ${part} `)]);
});

test('what is a little more than the quota is not rounded to it', () => {
  expect(within({ memory: '200Mi' })[0]).toMatch(/need memory \d+Mi, but the quota is 200Mi/);
});

test('Pods count, those of a rollout included', () => {
  expect(within({ pods: 1 })).toEqual([expect.stringContaining('need pods ')]);
});
