import { expect, test } from 'vitest';
import { messages } from '../testing/messages.ts';
import { remove, set, shop } from '../testing/plan.ts';
import { validRestartPolicy } from './valid-restart-policy.ts';

test('a Job that says nothing restarts for ever', () => {
  const patch = { 'CronJob newsletter': [remove('/spec/jobTemplate/spec/template/spec/restartPolicy')] };
  expect(messages(validRestartPolicy, shop({ patch }))).toEqual([
    'CronJob newsletter of component "newsletter" has the restartPolicy Always, but may only have OnFailure or Never.',
  ]);
});

test('a Deployment always restarts', () => {
  const patch = { 'Deployment storefront': [set('/spec/template/spec/restartPolicy', 'Never')] };
  expect(messages(validRestartPolicy, shop({ patch }))).toEqual([
    'Deployment storefront of component "storefront" has the restartPolicy Never, but may only have Always.',
  ]);
});
