import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { compare } from './compare.ts';
import { withLock } from './lock.ts';
import { contents, generated, temporaryRoot } from './testing/disk.ts';
import { runChild } from './testing/run-child.ts';
import { fileSet, newer, older, unit } from './testing/states.ts';
import { writeFileSet } from './write.ts';

let root: string;
let lock: string;
const deadProcess = 2 ** 31 - 1;

/** A lock as a run on this machine, or on another one, would hold it. */
function held(by: number, on = 'here'): string {
  const here = withLock(lock, () => readdirSync(lock)[0]?.replace(/^.*@/, ''));
  const file = join(lock, `${by}.00c0ffee@${on === 'here' && 'result' in here ? here.result : on}`);
  mkdirSync(lock);
  writeFileSync(file, '');
  return file;
}

beforeEach(() => {
  root = temporaryRoot();
  lock = join(root, unit, '.generated-lock');
});

afterEach(() => {
  vi.restoreAllMocks();
});

test('the lock exists while the work is done, not after it', () => {
  expect(withLock(lock, () => readdirSync(lock).length)).toEqual({ result: 1 });
  expect(existsSync(lock)).toBe(false);
});

test('it is given back when the work fails', () => {
  const failing = () =>
    withLock(lock, () => {
      throw new Error('a bug');
    });
  expect(failing).toThrow('a bug');
  expect(existsSync(lock)).toBe(false);
});

test('a live run on this machine is waited for, then named', () => {
  held(process.ppid);
  expect(withLock(lock, () => 'done', 30)).toEqual({ holder: { process: process.ppid, machine: expect.stringMatching(/^[\w.-]*$/) } });
  expect(readdirSync(lock)).toEqual([expect.stringContaining(`${process.ppid}.00c0ffee@`)]);
});

test('what a dead run on this machine left is taken over', () => {
  held(deadProcess);
  expect(withLock(lock, () => 'done', 0)).toEqual({ result: 'done' });
  expect(existsSync(lock)).toBe(false);
});

test('so is one of our own process number, which a container gives to every run', () => {
  held(process.pid);
  expect(withLock(lock, () => 'done', 0)).toEqual({ result: 'done' });
});

test('a run on another machine can’t be asked: it is believed for one minute', () => {
  const file = held(1, 'build-7~');
  expect(withLock(lock, () => 'done', 0)).toEqual({ holder: { process: 1, machine: 'build-7' } });
  const twoMinutesAgo = Date.now() / 1000 - 120;
  utimesSync(file, twoMinutesAgo, twoMinutesAgo);
  expect(withLock(lock, () => 'done', 0)).toEqual({ result: 'done' });
});

test('two runs never do work under the same lock', () => {
  const inner = withLock(lock, () => {
    writeFileSync(join(lock, `1.00c0ffee@build-7~`), '');
    return withLock(lock, () => 'inner', 0);
  });
  expect(inner).toEqual({ result: { holder: { process: 1, machine: 'build-7' } } });
});

test('runs at the same time each write everything, and find nothing wrong', async () => {
  generated(root, older);
  const endings = await Promise.all([1, 2, 3].map(() => runChild(root, 'write-many-times', { number: 60 })));
  expect(endings).toEqual([[], [], []]);
  expect(readdirSync(join(root, unit)).sort()).toEqual(['environment.yaml', 'generated']);
  expect(compare(root, fileSet(older)).changes).toMatchObject({ edited: [], foreign: [], missing: [] });
});

test('a write that has to give up says what to do', () => {
  const comparison = compare(root, fileSet(newer));
  held(process.ppid);
  // The patience is over at once.
  vi.spyOn(Date, 'now').mockReturnValueOnce(0);
  expect(writeFileSet(root, comparison).problems).toMatchObject([
    {
      code: 'another-run',
      message: expect.stringMatching(/^Another run of the generator \(process \d+ on .+\) is writing environments\/ka\/generated\.$/),
      hint: 'Run again when it has ended. If there is no such run, delete environments/ka/.generated-lock first.',
    },
  ]);
  expect(Object.keys(contents(join(root, unit)))).toEqual([expect.stringContaining('.generated-lock/'), 'environment.yaml']);
});
