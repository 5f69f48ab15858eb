import { expect, test } from 'vitest';
import { messages } from '../testing/messages.ts';
import { remove, shop } from '../testing/plan.ts';
import { requireResources } from './require-resources.ts';

test('a container without anything', () => {
  const patch = { 'CronJob newsletter': [remove('/spec/jobTemplate/spec/template/spec/containers/0/resources')] };
  expect(messages(requireResources, shop({ patch }))).toEqual([
    'CronJob newsletter of component "newsletter": container letter lacks requests.cpu, requests.memory, limits.memory.',
  ]);
});

test('a sidecar without a limit', () => {
  const patch = { 'Deployment storefront': [remove('/spec/template/spec/initContainers/0/resources/limits')] };
  expect(messages(requireResources, shop({ patch }))).toEqual([
    'Deployment storefront of component "storefront": container exporter lacks limits.memory.',
  ]);
});
