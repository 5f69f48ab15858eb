import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { compare } from './compare.ts';
import { removeFileSet } from './remove.ts';
import { contents, generated, put, temporaryRoot } from './testing/disk.ts';
import { fileSet, folder, newer, older, unit } from './testing/states.ts';

let root: string;
const remove = (conflicts?: 'overwrite') => removeFileSet(root, compare(root, fileSet({}), conflicts));

beforeEach(() => {
  root = temporaryRoot();
  generated(root, older);
  rmSync(join(root, unit, 'environment.yaml'));
});

test('what was generated goes, and the environment’s folder with it', () => {
  expect(remove()).toMatchObject({ problems: [], changes: { removed: Object.keys(older).sort(), unchanged: [] } });
  expect(existsSync(join(root, unit))).toBe(false);
  expect(existsSync(join(root, 'environments'))).toBe(true);
});

test('whatever else lies in the environment’s folder stays', () => {
  put(root, { [`${unit}/README.md`]: 'about\n' });
  expect(remove().problems).toEqual([]);
  expect(contents(join(root, unit))).toEqual({ 'README.md': 'about\n' });
});

test.each([
  ['foreign-file', 'notes.txt'],
  ['edited-by-hand', 'argocd/Chart.yaml'],
])('%s: nothing is removed', (code, path) => {
  put(root, { [`${folder}/${path}`]: 'mine\n' });
  const before = contents(root);
  expect(remove().problems).toMatchObject([{ code, message: expect.stringContaining(path) }]);
  expect(contents(root)).toEqual(before);
});

test('unless it was asked to be, and then it is named', () => {
  put(root, { [`${folder}/notes.txt`]: 'mine\n' });
  expect(remove('overwrite')).toMatchObject({ problems: [], overwritten: ['notes.txt'] });
  expect(existsSync(join(root, unit))).toBe(false);
});

test('removing what is not there does nothing', () => {
  remove();
  expect(remove().problems).toEqual([]);
  expect(existsSync(join(root, unit))).toBe(false);
});

test('a file set that still has files is not removed by mistake', () => {
  expect(() => removeFileSet(root, compare(root, fileSet(newer)))).toThrow('still has files');
});
