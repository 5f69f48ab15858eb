import { expect, test } from 'vitest';
import { messages } from '../testing/messages.ts';
import { set, shop } from '../testing/plan.ts';
import { validResources } from './valid-resources.ts';

function withResources(resources: object) {
  return shop({ patch: { 'CronJob newsletter': [set('/spec/jobTemplate/spec/template/spec/containers/0/resources', resources)] } });
}

test('a container that requests more than its limit', () => {
  const resources = { requests: { cpu: '1', memory: '8Gi' }, limits: { cpu: '900m', memory: '8000Mi' } };
  expect(messages(validResources, withResources(resources))).toEqual([
    'CronJob newsletter of component "newsletter": container letter requests 1 of cpu, and is limited to 900m.',
    'CronJob newsletter of component "newsletter": container letter requests 8Gi of memory, and is limited to 8000Mi.',
  ]);
});

test('a limit in thousandths of a byte', () => {
  const resources = { requests: { memory: '256Mi' }, limits: { memory: '512m' } };
  expect(messages(validResources, withResources(resources))).toHaveLength(1);
});

test('a quantity that is none, from a patch', () => {
  expect(messages(validResources, withResources({ requests: { cpu: '1', memory: '1GB' } }))).toEqual([
    'CronJob newsletter of component "newsletter": container letter has "1GB", which is no quantity such as 500m, 2 or 10Gi.',
  ]);
});

test('the same quantity written in two ways, and a limit alone', () => {
  expect(messages(validResources, withResources({ requests: { memory: '1Gi' }, limits: { memory: '1024Mi', cpu: '1' } }))).toEqual([]);
});
