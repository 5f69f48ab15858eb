import { expect, test } from 'vitest';
import { messages } from '../testing/messages.ts';
import { remove, shop } from '../testing/plan.ts';
import { requireProbes } from './require-probes.ts';

test('a container without probes (W029)', () => {
  const web = '/spec/template/spec/containers/0';
  const patch = { 'Deployment storefront': [remove(`${web}/readinessProbe`), remove(`${web}/livenessProbe`)] };
  expect(messages(requireProbes, shop({ patch }))).toEqual([
    'Deployment storefront of component "storefront": container web has no readinessProbe and no livenessProbe.',
  ]);
});

test('a probe that asks nothing is none', () => {
  const patch = { 'Deployment storefront': [remove('/spec/template/spec/containers/0/livenessProbe/tcpSocket')] };
  expect(messages(requireProbes, shop({ patch }))).toHaveLength(1);
});

test('a sidecar needs them too', () => {
  const patch = { 'Deployment storefront': [remove('/spec/template/spec/initContainers/0/livenessProbe')] };
  expect(messages(requireProbes, shop({ patch }))).toEqual([
    'Deployment storefront of component "storefront": container exporter has no livenessProbe.',
  ]);
});

test('an init container ends by itself', () => {
  const exporter = '/spec/template/spec/initContainers/0';
  const patch = { 'Deployment storefront': [remove(`${exporter}/livenessProbe`), remove(`${exporter}/restartPolicy`)] };
  expect(messages(requireProbes, shop({ patch }))).toEqual([]);
});

test.each([
  ['Always', 1],
  ['OnFailure', 0],
])('a Pod that restarts %s', (restartPolicy, count) => {
  const add = [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'stall' }, spec: { restartPolicy, containers: [{ name: 'stall' }] } }];
  expect(messages(requireProbes, shop({ add }))).toHaveLength(count);
});
