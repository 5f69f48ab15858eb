import { expect, test } from 'vitest';
import { paletteFor, plain } from './colour.ts';

const terminal = { isTTY: true };
const file = {};

test.each([
  ['a terminal', terminal, {}, true],
  ['a file or a pipe', file, {}, false],
  ['NO_COLOR', terminal, { NO_COLOR: '1' }, false],
  ['an empty NO_COLOR', terminal, { NO_COLOR: '' }, true],
  ['a terminal that can’t', terminal, { TERM: 'dumb' }, false],
  ['FORCE_COLOR in a pipe', file, { FORCE_COLOR: '1' }, true],
  ['an empty FORCE_COLOR', file, { FORCE_COLOR: '' }, true],
  ['FORCE_COLOR=0', terminal, { FORCE_COLOR: '0' }, false],
  ['FORCE_COLOR against NO_COLOR', file, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
])('%s', (_name, stream, env, wanted) => {
  expect(paletteFor(stream, env).red('x')).toBe(wanted ? '\u001b[31mx\u001b[39m' : 'x');
});

test('nothing is painted where there is no text', () => {
  expect(paletteFor(terminal, {}).bold('')).toBe('');
  expect(plain.bold('x')).toBe('x');
});
