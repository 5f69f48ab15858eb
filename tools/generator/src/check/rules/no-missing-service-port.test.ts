import { expect, test } from 'vitest';
import { findings, messages } from '../testing/messages.ts';
import { remove, set, shop } from '../testing/plan.ts';
import { noMissingServicePort } from './no-missing-service-port.ts';

test('an Ingress names a port that its Service does not have', () => {
  const patch = { 'Ingress storefront': [set('/spec/rules/0/http/paths/0/backend/service/port', { number: 8443 })] };
  const [finding] = findings(noMissingServicePort, shop({ patch }));
  expect(finding?.message).toBe(
    'Ingress storefront of component "storefront": path / of host shop.example.com names port 8443 of Service storefront, which has no such port.',
  );
  expect(finding?.hint).toBe('There are: https (443), metrics (9999).');
});

test.each(['http', 8080])('a Service sends to port %s, which no container has', (targetPort) => {
  const patch = { 'Service storefront': [set('/spec/ports/0/targetPort', targetPort)] };
  const [finding] = findings(noMissingServicePort, shop({ patch }));
  expect(finding?.message).toBe(
    `Service storefront of component "storefront": port https sends to ${targetPort} of the Pods of Deployment storefront, which has no such port.`,
  );
  expect(finding?.hint).toBe('There are: metrics (9999), https (8443).');
});

test('without targetPort it is the port itself', () => {
  const patch = { 'Service storefront': [remove('/spec/ports/0/targetPort')] };
  expect(messages(noMissingServicePort, shop({ patch }))[0]).toContain('port https sends to 443');
});

test('the protocol has to agree', () => {
  const patch = { 'Service orders': [set('/spec/ports/0/protocol', 'UDP')] };
  expect(messages(noMissingServicePort, shop({ patch }))).toHaveLength(1);
});

test('an init container has ended before anybody connects', () => {
  const patch = { 'Deployment storefront': [remove('/spec/template/spec/initContainers/0/restartPolicy')] };
  expect(messages(noMissingServicePort, shop({ patch }))[0]).toContain('port metrics sends to 9999');
});
