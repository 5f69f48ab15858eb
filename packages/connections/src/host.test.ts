import Value from 'typebox/value';
import { expect, test } from 'vitest';
import { Host } from './host.ts';

test.each(['db.example.com', 'db', '10.0.0.7', 'fd00::7', '::1', 'DB-1.example.com'])('%s is a host', (host) => {
  expect(Value.Check(Host, host)).toBe(true);
});

test.each(['db.example.com:5432', 'https://db.example.com', 'db.example.com/', 'user@db', 'db example', 'db_1', ''])(
  '"%s" is none',
  (host) => {
    expect(Value.Check(Host, host)).toBe(false);
  },
);
