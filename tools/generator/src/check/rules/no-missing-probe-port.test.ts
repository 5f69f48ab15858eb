import { expect, test } from 'vitest';
import { findings, messages } from '../testing/messages.ts';
import { set, shop } from '../testing/plan.ts';
import { noMissingProbePort } from './no-missing-probe-port.ts';

test('a probe names a port of another container', () => {
  const patch = { 'Deployment storefront': [set('/spec/template/spec/containers/0/readinessProbe/httpGet/port', 'metrics')] };
  const [finding] = findings(noMissingProbePort, shop({ patch }));
  expect(finding?.message).toBe(
    'Deployment storefront of component "storefront": readinessProbe of container web names port "metrics", which the container does not have.',
  );
  expect(finding?.hint).toBe('Named ports of the container: https.');
});

test('a lifecycle hook does', () => {
  const patch = {
    'Deployment storefront': [set('/spec/template/spec/containers/0/lifecycle', { preStop: { httpGet: { port: 'admin' } } })],
  };
  expect(messages(noMissingProbePort, shop({ patch }))).toEqual([
    'Deployment storefront of component "storefront": preStop of container web names port "admin", which the container does not have.',
  ]);
});

test('a number needs no declaration', () => {
  const patch = { 'Deployment storefront': [set('/spec/template/spec/containers/0/livenessProbe/tcpSocket/port', 5511)] };
  expect(messages(noMissingProbePort, shop({ patch }))).toEqual([]);
});
