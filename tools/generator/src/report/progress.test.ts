import { beforeEach, expect, test } from 'vitest';
import { startProgress } from './progress.ts';

let said: string[];
let clock: number;

const begin = ({ isTTY = true, env = {}, columns = 80 } = {}) =>
  startProgress({ isTTY, columns, write: (text) => said.push(text) }, { total: 20, env, now: () => clock });

beforeEach(() => {
  said = [];
  clock = 1000;
});

test('a short run says nothing', () => {
  const progress = begin();
  progress.step('environments/a');
  clock += 299;
  progress.step('environments/b');
  progress.end();
  expect(said).toEqual([]);
});

test('a long run says where it is, not too often, and leaves no trace', () => {
  const progress = begin();
  progress.step('environments/a');
  clock += 300;
  progress.step('environments/b');
  clock += 10;
  progress.step('environments/c');
  clock += 50;
  progress.step('environments/d');
  progress.end();
  progress.end();
  expect(said).toEqual(['\r\u001b[K2/20 environments/b', '\r\u001b[K4/20 environments/d', '\r\u001b[K']);
});

test('it never takes a second line', () => {
  const progress = begin({ columns: 12 });
  clock += 300;
  progress.step('environments/a');
  expect(said).toEqual(['\r\u001b[K1/20 enviro']);
});

test.each([
  ['in a pipe', { isTTY: false }],
  ['in continuous integration', { env: { CI: 'true' } }],
  ['on a terminal that can’t', { env: { TERM: 'dumb' } }],
])('silent %s', (_name, options) => {
  const progress = begin(options);
  clock += 5000;
  progress.step('environments/a');
  progress.end();
  expect(said).toEqual([]);
});

test('CI=false is a person', () => {
  const progress = begin({ env: { CI: 'false' } });
  clock += 300;
  progress.step('environments/a');
  expect(said).toHaveLength(1);
});
