import { Quantity } from '@gitops/kit';
import { type TSchema, Type } from 'typebox';
import { expect, test } from 'vitest';
import { schemaProblems } from './schema-problems.ts';
import { EnvironmentFile } from './schemas/environment-file.ts';

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
    "counter.clerks can't be 3: it must be at most 1.",
  ],
  ['a tag that is not said is the default one', { kind: 'till', clerks: 1 }, "counter.clerks can't be 1: it must be at least 2."],
  ['not even the first', { clerks: 3 }, 'Unknown key "clerks" in counter.'],
  ['a tag that nobody has', { kind: 'phone' }, 'counter.kind can\'t be "phone".'],
])('of several kinds of object: %s', (_, value, message) => {
  expect(messages(Counter, value)).toContain(message);
});

test('what may be said instead is said once', () => {
  const [found] = problems(Counter, { kind: 'phone' });
  expect(found?.hint).toContain('"online", "till".');
});

const Stall = Type.Object({
  tag: Type.Optional(Type.String()),
  open: Type.Optional(Type.Boolean()),
  port: Type.Optional(Type.Integer({ maximum: 65535 })),
  wares: Type.Optional(Type.Array(Type.String(), { uniqueItems: true })),
  owner: Type.Optional(Type.Object({})),
  size: Type.Optional(Quantity()),
  reason: Type.Optional(Type.String({ minLength: 10 })),
  tables: Type.Optional(Type.Union([Type.Literal(1), Type.Literal(3)])),
  state: Type.Optional(Type.Union([Type.Literal('yes'), Type.Literal('true')])),
});

test.each([
  [{ tag: 1.1 }, 'counter.tag must be a text, but it is a number (1.1).', 'Put it in quotes: without them YAML reads a number.'],
  [{ open: 'yes' }, 'counter.open must be a boolean (true or false), but it is a text ("yes").', 'Write true.'],
  [{ open: 'Off' }, 'counter.open must be a boolean (true or false), but it is a text ("Off").', 'Write false.'],
  [{ port: '80' }, 'counter.port must be a whole number, but it is a text ("80").', 'Write 80, without quotes.'],
  [{ port: 70_000 }, "counter.port can't be 70000: it must be at most 65535.", undefined],
  [{ wares: 'figs' }, 'counter.wares must be a list, but it is a text ("figs").', 'Write a list: [figs].'],
  [{ wares: {} }, 'counter.wares must be a list, but it is a mapping.', 'In a list, each entry begins with "- ".'],
  [{ wares: ['figs', 'figs'] }, 'counter.wares can\'t be ["figs","figs"]: it names an entry twice.', undefined],
  [
    { owner: null },
    'counter.owner must be a mapping, but it is empty.',
    'Indent what belongs to it further than the key, or write {} if there is nothing.',
  ],
  [
    { owner: ['ann'] },
    'counter.owner must be a mapping, but it is a list.',
    'Write keys instead of entries, such as "ann: {}" instead of "- ann".',
  ],
  [{ owner: true }, 'counter.owner must be a mapping, but it is a boolean (true or false) (true).', 'Write {} for what it is by default.'],
  [
    { size: '1GB' },
    'counter.size can\'t be "1GB": it does not have the form that is asked for.',
    'Did you mean 1Gi?\nA quantity such as 500m, 2 or 10Gi',
  ],
  [{ tables: '3' }, 'counter.tables must be a whole number, but it is a text ("3").', 'Write 3, without quotes.'],
  [{ tables: 2 }, "counter.tables can't be 2.", 'Allowed: 1, 3.'],
  [
    { state: true },
    'counter.state must be a text, but it is a boolean (true or false) (true).',
    'Put it in quotes: without them YAML reads a boolean (true or false).',
  ],
  [{ reason: 'soon' }, 'counter.reason can\'t be "soon": it must have at least 10 characters.', undefined],
])('%j is said in plain words, with what was meant', (value, message, hint) => {
  expect(problems(Stall, value)).toEqual([expect.objectContaining({ message, ...(hint ? { hint } : {}) })]);
});

test('an option that is not indented far enough is told so', () => {
  const options = { unit: 'environments/bazaar', base: [], at: () => undefined, atKey: () => undefined };
  expect(schemaProblems(EnvironmentFile, { components: { pg: null, storage: '10Gi' } }, options)).toMatchObject([
    { code: 'wrong-type', hint: 'If it belongs to the component above it, indent it further.' },
  ]);
});

test('a name that is none is told what names look like', () => {
  const options = { unit: 'environments/bazaar', base: [], at: () => undefined, atKey: () => undefined };
  const [found, ...more] = schemaProblems(EnvironmentFile, { components: { shopApi: {} } }, options);
  expect(more).toEqual([]);
  expect(found?.message).toBe('A name in components can\'t be "shopApi": it does not have the form that is asked for.');
  expect(found?.hint).toMatch(/^A component is named with lower-case letters/);
});

test.each([
  ['a Secret', { secrets: { existing: { Pg_Secret: [] } } }, 'A Secret is named with lower-case letters, digits, hyphens and dots'],
  ['a key', { secrets: { existing: { pg: ['pass word'] } } }, 'Key in a Secret: letters, digits, dots, hyphens and underscores'],
  ['a renamed key', { components: { pg: { secret: { name: 'pg', keys: { password: 'a b' } } } } }, 'Key in a Secret: '],
  ['a registry', { registry: 'https://registry.example.com' }, 'such as registry.example.com or registry.example.com/mirror'],
  ['a repository', { components: { pg: { image: { repository: 'library/pg:17' } } } }, 'in lower case and without tag'],
  ['an image', { components: { pg: { image: 'docker.io/Pg:17' } } }, 'in lower case but for the tag'],
])('%s that Kubernetes or a registry would refuse is told what it looks like', (_, value, hint) => {
  const options = { unit: 'environments/bazaar', base: [], at: () => undefined, atKey: () => undefined };
  expect(schemaProblems(EnvironmentFile, value, options)).toMatchObject([{ code: 'invalid-value', hint: expect.stringContaining(hint) }]);
});

test.each([
  'pg',
  'pg:17',
  'localhost:5000/pg',
  'ghcr.io/a/b_c-d.e:V1.0_a',
  `quay.io/pg:17@sha256:${'0'.repeat(64)}`,
  `pg@sha256:${'0'.repeat(64)}`,
])('%s is an image', (image) => {
  const options = { unit: 'environments/bazaar', base: [], at: () => undefined, atKey: () => undefined };
  expect(schemaProblems(EnvironmentFile, { components: { pg: { image } } }, options)).toEqual([]);
});

const Address = Type.Union([Type.Object({ server: Type.String() }, closed), Type.Object({ name: Type.String() }, closed)]);

test.each([
  [{ name: 3 }, 'counter.name must be a text, but it is a whole number (3).'],
  [{ nam: 'till' }, 'Unknown key "nam" in counter.'],
  [{}, 'counter must be a mapping with "server" or with "name", but it is empty.'],
  [
    { name: 'till', server: 'https://till' },
    'counter must be a mapping with "server" or with "name", but it is one with "name", "server".',
  ],
])('of mappings without a tag, the one whose keys %j has is meant', (value, message) => {
  expect(messages(Address, value)).toContain(message);
});

test('keys beside those of a value are none of what is inside it', () => {
  const Storage = Type.Object({ storage: Type.Union([Type.Null(), Type.Object({ size: Type.String() }, closed)]) }, closed);
  const places = { unit: 'environments/bazaar', base: [], at: () => undefined, atKey: () => undefined, keysBeside: ['namespace'] };
  const hints = (value: object) => schemaProblems(Storage, value, places).map(({ hint }) => hint);
  expect(hints({ storage: { size: '1Gi', namespce: 'till' } })).toEqual(['Known keys: size.']);
  expect(hints({ storage: { size: '1Gi' }, namespce: 'till' })).toEqual(['Did you mean "namespace"?']);
});

test('what is allowed is written as the file has to have it, and no number is taken for a slip of another', () => {
  const Size = Type.Object({ size: Type.Union([Type.Literal(1), Type.Literal(3)]) });
  expect(problems(Size, { size: 2 })).toMatchObject([{ message: "counter.size can't be 2.", hint: 'Allowed: 1, 3.' }]);
});

test('what is wrong with the whole file says so', () => {
  const options = { unit: 'environments/bazaar', base: [], at: () => undefined, atKey: () => undefined };
  expect(schemaProblems(EnvironmentFile, ['cluster'], options).map(({ message }) => message)).toEqual([
    'The file must be a mapping, but it is a list.',
  ]);
});

function problems(schema: TSchema, value: unknown) {
  return schemaProblems(schema, value, { unit: 'environments/bazaar', base: ['counter'], at: () => undefined, atKey: () => undefined });
}

function messages(schema: TSchema, value: unknown): string[] {
  return problems(schema, value).map(({ message }) => message);
}
