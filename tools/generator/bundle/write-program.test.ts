import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeProgram } from './write-program.mjs';

const echo = '((require) => ({ run: async (argv) => (process.stdout.write(argv.join()), 3) }))';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'program-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(source: string): string[] {
  writeProgram({ source, folder, name: 'gen', rehearse: () => {} });
  return readdirSync(folder);
}

function start(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'gen.cjs'), ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

test('the program gets the arguments, and its number is the exit code', () => {
  write(echo);
  expect(start('generate', '--env', 'one')).toEqual({ status: 3, stdout: 'generate,--env,one', stderr: '' });
});

test('characters of every script stay what they are', () => {
  write('((require) => ({ run: ([word]) => (process.stdout.write(word.replace(/[−–]/, "naïve 😀")), /^.😀$/u.test("—😀") ? 0 : 1) }))');
  expect(start('a−b')).toEqual({ status: 0, stdout: 'anaïve 😀b', stderr: '' });
});

test('a changed program of the same length is not run from the old code cache, which is gone', () => {
  write(echo);
  const files = write(echo.replace('3)', '4)'));
  expect(start().status).toBe(4);
  expect(files).toHaveLength(3);
});

test('V8 takes the code cache, so it was made with the flags that the program starts with', () => {
  write(echo);
  const watch = join(folder, 'watch.cjs');
  writeFileSync(
    watch,
    `const vm = require('node:vm');
    vm.Script = class extends vm.Script {
      constructor(...all) { super(...all); process.stderr.write('rejected: ' + this.cachedDataRejected); }
    };`,
  );
  const { stderr } = spawnSync(process.execPath, ['--require', watch, join(folder, 'gen.cjs')], { encoding: 'utf8' });
  expect(stderr).toBe('rejected: false');
});

test.for([
  { state: 'missing', damage: (cache: string) => rmSync(cache) },
  { state: 'truncated', damage: (cache: string) => truncateSync(cache, 500) },
])('it starts with a $state code cache', ({ damage }) => {
  const cache = write(echo).find((file) => file.endsWith('.cache'));
  damage(join(folder, cache ?? ''));
  expect(start().status).toBe(3);
});

test('what is rehearsed is the program itself', () => {
  const rehearsed: unknown[] = [];
  writeProgram({
    source: '((require) => ({ path: require("node:path").sep }))',
    folder,
    name: 'gen',
    rehearse: (it) => rehearsed.push(it),
  });
  expect(rehearsed).toEqual([{ path: '/' }]);
});
