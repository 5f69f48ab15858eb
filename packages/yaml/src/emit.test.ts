import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { emit } from './emit.ts';

const key = fc.oneof(fc.string({ unit: 'grapheme', minLength: 1 }), fc.constantFrom('app.kubernetes.io/name', 'n', '0', 'a b', '- x', '#'));
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.array(fc.string(), { maxLength: 5 }).map((lines) => lines.join('\n')),
  fc.constantFrom(
    'yes',
    'NO',
    'n',
    'null',
    '~',
    '1',
    '1e3',
    '0x1f',
    '0o17',
    '017',
    '1_000',
    '1:30',
    '.5',
    '.inf',
    '-.INF',
    '2026-11-20',
    '=',
    '<<',
    'a: b',
    'a:',
    ':a',
    '# a',
    'a #b',
    ' a',
    'a ',
    '-',
    '- a',
    '?',
    '%',
    '@',
    '`',
    '!',
    '&a',
    '*a',
    '|',
    '>',
    '{',
    '[',
    "'",
    '"',
    '\\',
    '\t',
    'a\tb',
    '\n',
    '\n\n',
    'a\n',
    'a\n\n',
    '\na',
    ' a\nb',
    'a \nb',
    'a\r\nb',
    '\u2028',
    '\ufeff',
    '\u0085',
    '---',
    '...',
    '$(VAR)',
    '{{ .Values.revision }}',
  ),
);
const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => !Object.is(n, -0)),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value')),
    fc.dictionary(key, tie('value')),
  ),
})).value;

describe('emit', () => {
  test.each(['1.1', '1.2'] as const)('reads back as the same value in YAML %s', (version) => {
    fc.assert(
      fc.property(value, (input) => {
        // `__proto__` as a key is kept by JSON.parse, so compare through JSON.
        const read = parse(emit(input), { version, merge: false });
        expect(JSON.stringify(sorted(read))).toBe(JSON.stringify(sorted(input)));
      }),
      { numRuns: 2000, seed: 1 },
    );
  });

  // Numbers have the most spellings, and a random text seldom hits one: `E0` is a float to some readers of 1.1.
  test.each(['1.1', '1.2'] as const)('every text of up to four characters of numbers stays a text in YAML %s', (version) => {
    const characters = [...'018_.:+-eExobn'];
    let texts = [''];
    const all: string[] = [];
    for (let length = 1; length <= 4; length++) {
      texts = texts.flatMap((start) => characters.map((character) => start + character));
      all.push(...texts);
    }
    const read: unknown[] = parse(emit(all), { version, merge: false });
    expect(all.filter((each, at) => read[at] !== each)).toEqual([]);
  });

  test('quotes what only the YAML of Go, which kubectl and Argo CD read with, takes for a number', () => {
    expect(emit(['0_x1', '0e_1', '0b-1', '+_1'])).toBe('- "0_x1"\n- "0e_1"\n- "0b-1"\n- "+_1"\n');
  });

  test('keeps the order of keys, leaves out undefined, writes text of several lines as a block', () => {
    const manifest = {
      kind: 'ConfigMap',
      data: { 'redis.conf': 'appendonly yes\nsave 900 1\n', empty: '' },
      list: [{ a: 1, b: [] }, ['x']],
      none: undefined,
    };
    expect(emit(manifest)).toBe(`kind: ConfigMap
data:
  redis.conf: |
    appendonly yes
    save 900 1
  empty: ""
list:
- a: 1
  b: []
- - x
`);
  });
});

function sorted(input: unknown): unknown {
  if (Array.isArray(input)) return input.map(sorted);
  if (typeof input !== 'object' || input === null) return input;
  return Object.entries(input)
    .map(([name, entry]) => [name, sorted(entry)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
