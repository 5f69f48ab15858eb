import { expect, test } from 'vitest';
import { messages } from '../testing/messages.ts';
import { set, shop } from '../testing/plan.ts';
import { validRollingUpdate } from './valid-rolling-update.ts';

const update = (rollingUpdate: object) =>
  messages(
    validRollingUpdate,
    shop({ patch: { 'Deployment storefront': [set('/spec/strategy', { type: 'RollingUpdate', rollingUpdate })] } }),
  );

test('no Pod more and no Pod less', () => {
  const message =
    'Deployment storefront of component "storefront" may have no Pod more and no Pod less during an update, so none could begin.';
  expect(update({ maxSurge: 0, maxUnavailable: 0 })).toEqual([message]);
  expect(update({ maxSurge: '0%', maxUnavailable: 0 })).toEqual([message]);
});

test('one of the two is enough, and the defaults are', () => {
  expect(update({ maxSurge: 1, maxUnavailable: 0 })).toEqual([]);
  expect(update({ maxSurge: 0, maxUnavailable: '10%' })).toEqual([]);
  expect(update({ maxSurge: 0 })).toEqual([]);
});

test('of a canary', () => {
  const canary = (steps: object) =>
    shop({
      add: [{ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'till' }, spec: { strategy: { canary: steps } } }],
    });
  expect(messages(validRollingUpdate, canary({ maxSurge: 0, maxUnavailable: 0 }))).toEqual([expect.stringMatching(/^Rollout till /)]);
  expect(messages(validRollingUpdate, canary({}))).toEqual([]);
});
