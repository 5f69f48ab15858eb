import { expect, test } from 'vitest';
import { findings, messages } from '../testing/messages.ts';
import { remove, set, shop } from '../testing/plan.ts';
import { requireIngressHost } from './require-ingress-host.ts';

const without = (...operations: Parameters<typeof set>[]) =>
  shop({ patch: { 'Ingress storefront': operations.map((operation) => set(...operation)) } });
const sentence =
  'Ingress storefront of component "storefront" names no host: its controller would send it everything that no other Ingress takes.';

test('an Ingress without a host', () => {
  const [finding, ...others] = findings(requireIngressHost, shop({ patch: { 'Ingress storefront': [remove('/spec/rules/0/host')] } }));
  expect(others).toEqual([]);
  expect(finding?.message).toBe(sentence);
  expect(finding?.hint).toBe(
    [
      'Give the environment a domain, which then is the host:',
      'environments/bazaar/environment.yaml:',
      'domain: …',
      'or the component a host of its own:',
      'components:',
      '  storefront:',
      '    ingress: { host: … }',
    ].join('\n'),
  );
});

test('an empty host, one rule of several, and a backend for everything else', () => {
  expect(messages(requireIngressHost, without(['/spec/rules/0/host', '']))).toEqual([sentence]);
  expect(messages(requireIngressHost, without(['/spec/rules/-', { http: { paths: [] } }]))).toEqual([sentence]);
  const backend = { service: { name: 'storefront', port: { name: 'https' } } };
  expect(messages(requireIngressHost, without(['/spec/defaultBackend', backend]))).toEqual([sentence]);
});

test('a host with a wildcard is one', () => {
  expect(messages(requireIngressHost, without(['/spec/rules/0/host', '*.example.com']))).toEqual([]);
});
