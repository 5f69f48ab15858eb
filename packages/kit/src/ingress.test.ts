import Value from 'typebox/value';
import { expect, test } from 'vitest';
import { ConsoleHost } from './ingress.ts';

test.each(['shop.example.com', 'shop', 's-1.example.com', '*.example.com'])('%s is a host of an Ingress', (host) => {
  expect(Value.Check(ConsoleHost, host)).toBe(true);
});

test.each(['Shop.example.com', 'a_b.example.com', 'shop..example.com', '-shop.example.com', 'https://shop.example.com', 'shop:8080', ''])(
  '"%s" is none, as the API server would say',
  (host) => {
    expect(Value.Check(ConsoleHost, host)).toBe(false);
  },
);
