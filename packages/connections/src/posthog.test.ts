import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { Posthog } from './posthog.ts';

const accepts = new Ajv().compile(Posthog.endpoint);

test.each([
  // The cloud is public: what is private stays closed.
  ['https://us.i.posthog.com', { host: '*', port: 443 }],
  ['https://app.posthog.com', { host: '*', port: 443 }],
  ['https://posthog.contoso.example', { host: 'posthog.contoso.example', port: 443 }],
  ['http://posthog-web.posthog.svc.cluster.local:8000', { host: 'posthog-web.posthog.svc.cluster.local', port: 8000 }],
])('its address may be %s', (host, reach) => {
  expect(accepts({ host })).toBe(true);
  expect(Posthog.reaches({ host })).toEqual([reach]);
});

test.each(['http://us.i.posthog.com', 'https://us.i.posthog.com/', 'https://phc_x@us.i.posthog.com', 'us.i.posthog.com'])(
  '%s is refused',
  (host) => {
    expect(accepts({ host })).toBe(false);
  },
);
