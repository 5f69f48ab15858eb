import { type TSchema, Type } from 'typebox';
import { expect, test } from 'vitest';
import { schemaProblems } from './schema-problems.ts';

const closed = { additionalProperties: false } as const;
const Counter = Type.Union([
  Type.Object({ kind: Type.Literal('online', { default: 'online' }), url: Type.String() }, closed),
  Type.Object(
    { kind: Type.Literal('till'), size: Type.Literal('large', { default: 'large' }), clerks: Type.Integer({ minimum: 2 }) },
    closed,
  ),
  Type.Object({ kind: Type.Literal('till'), size: Type.Literal('small'), clerks: Type.Integer({ maximum: 1 }) }, closed),
]);

test.each([
  ['the first tag decides', { kind: 'online', url: 7 }, 'counter.url must be a text, but it is a whole number (7).'],
  [
    'the second one does where they have the first in common',
    { kind: 'till', size: 'small', clerks: 3 },
    "counter.clerks can't be 3: it must be <= 1.",
  ],
  ['a tag that is not said is the default one', { kind: 'till', clerks: 1 }, "counter.clerks can't be 1: it must be >= 2."],
  ['not even the first', { clerks: 3 }, 'Unknown key "clerks" in counter.'],
  ['a tag that nobody has', { kind: 'phone' }, 'counter.kind can\'t be "phone".'],
])('of several kinds of object: %s', (_, value, message) => {
  expect(messages(Counter, value)).toContain(message);
});

test('what may be said instead is said once', () => {
  const [found] = problems(Counter, { kind: 'phone' });
  expect(found?.hint).toContain('"online", "till".');
});

function problems(schema: TSchema, value: unknown) {
  return schemaProblems(schema, value, { unit: 'environments/bazaar', base: ['counter'], at: () => undefined, atKey: () => undefined });
}

function messages(schema: TSchema, value: unknown): string[] {
  return problems(schema, value).map(({ message }) => message);
}
