import { expect, test } from 'vitest';
import { hostsClaimedTwice } from './hosts-claimed-twice.ts';
import { set, shop } from './testing/plan.ts';

const fair = { name: 'fair', folder: 'environments/fair', namespace: 'fair' };
const copied = (...operations: ReturnType<typeof set>[]) => shop({ environment: fair, patch: { 'Ingress storefront': operations } });

test('an environment that was copied, host and all: both are told', () => {
  const problems = [...hostsClaimedTwice([shop(), copied()])];
  expect(problems.map(({ code, unit, message }) => [code, unit, message])).toEqual([
    [
      'host-claimed-twice',
      'environments/bazaar',
      'Ingress storefront of component "storefront" has path / of host shop.example.com, as component "storefront" of environment "fair" has.',
    ],
    [
      'host-claimed-twice',
      'environments/fair',
      'Ingress storefront of component "storefront" has path / of host shop.example.com, as component "storefront" of environment "bazaar" has.',
    ],
  ]);
});

test('two components of one environment', () => {
  const { environment, components, secrets } = shop();
  const again = components.flatMap((component) => [
    component,
    ...(component.name === 'storefront' ? [{ ...component, name: 'kiosk' }] : []),
  ]);
  const problems = [...hostsClaimedTwice([{ environment, components: again, secrets }])];
  expect(problems.map(({ message }) => /component "kiosk"|^Ingress storefront of component "kiosk"/.test(message))).toEqual([true, true]);
});

test.each([
  ['another host', set('/spec/rules/0/host', 'fair.example.com')],
  ['another path', set('/spec/rules/0/http/paths/0/path', '/fair')],
  ['another controller', set('/spec/ingressClassName', 'nginx')],
  ['a canary, which shares its host on purpose', set('/metadata/annotations/nginx.ingress.kubernetes.io~1canary', 'true')],
])('%s is free', (_, operation) => {
  expect([...hostsClaimedTwice([shop(), copied(operation)])]).toEqual([]);
});

test('a patch that breaks the list is told elsewhere', () => {
  expect([...hostsClaimedTwice([shop(), copied(set('/spec/rules', 'none'))])]).toEqual([]);
});
