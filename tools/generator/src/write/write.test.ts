import { chmodSync, lstatSync, mkdirSync, rmSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { compare } from './compare.ts';
import { asWritten, contents, generated, put, temporaryRoot } from './testing/disk.ts';
import { runChild } from './testing/run-child.ts';
import { fileSet, folder, newer, older, unit } from './testing/states.ts';
import { writeFileSet } from './write.ts';

let root: string;
const at = (path: string) => join(root, folder, path);
const written = () => contents(join(root, folder));
const write = (files: Readonly<Record<string, string>>, conflicts?: 'overwrite') =>
  writeFileSet(root, compare(root, fileSet(files), conflicts));

/** Everything about the environment's folder that an untouched one keeps. */
const state = () =>
  Object.keys(contents(join(root, unit))).map((path) => {
    const { ino, mtimeMs, ctimeMs, mode } = lstatSync(join(root, unit, path));
    return { path, ino, mtimeMs, ctimeMs, mode };
  });

beforeEach(() => {
  root = temporaryRoot();
});

test('the first write creates the files and the inventory, and nothing else', () => {
  expect(write(older)).toMatchObject({ problems: [], overwritten: [] });
  expect(written()).toEqual({ ...older, 'inventory.json': expect.stringContaining('"argocd/Chart.yaml": "') });
  expect(Object.keys(contents(join(root, unit))).filter((path) => !path.startsWith('generated/'))).toEqual(['environment.yaml']);
});

test('a write leaves exactly what a first write would', () => {
  generated(root, older);
  write(newer);
  expect(written()).toEqual(asWritten(newer));
});

test('directories that become empty go', () => {
  generated(root, older);
  write({ 'argocd/Chart.yaml': 'name: ka\n' });
  expect(Object.keys(written())).toEqual(['argocd/Chart.yaml', 'inventory.json']);
});

test('nothing is touched where nothing changes', () => {
  generated(root, older);
  const before = state();
  expect(write(older)).toMatchObject({ problems: [], changes: { inventory: 'current' } });
  expect(state()).toEqual(before);
});

test('unchanged files keep inode, time and mode', () => {
  generated(root, older);
  chmodSync(at('argocd/Chart.yaml'), 0o600);
  utimesSync(at('argocd/Chart.yaml'), 1_000_000_000, 1_000_000_000);
  const before = lstatSync(at('argocd/Chart.yaml'));
  write(newer);
  const after = lstatSync(at('argocd/Chart.yaml'));
  expect(after).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs, mode: before.mode, nlink: 1 });
});

test('a lost inventory is written again beside untouched files', () => {
  generated(root, older);
  const before = lstatSync(at('argocd/Chart.yaml')).ino;
  rmSync(at('inventory.json'));
  expect(write(older).problems).toEqual([]);
  expect(written()).toEqual(asWritten(older));
  expect(lstatSync(at('argocd/Chart.yaml')).ino).toBe(before);
});

test('what is edited by hand or not ours stops the write', () => {
  generated(root, older);
  put(root, { [`${folder}/argocd/Chart.yaml`]: 'name: mine\n', [`${folder}/notes.txt`]: 'remember\n' });
  const before = state();
  expect(write(newer).problems.map(({ code }) => code)).toEqual(['edited-by-hand', 'foreign-file']);
  expect(state()).toEqual(before);
});

test('unless it was asked to be overwritten, and then it is named', () => {
  generated(root, older);
  put(root, { [`${folder}/argocd/Chart.yaml`]: 'name: mine\n', [`${folder}/notes.txt`]: 'remember\n', 'outside.txt': 'kept\n' });
  symlinkSync(root, at('everything'));
  expect(write(newer, 'overwrite')).toMatchObject({ problems: [], overwritten: ['argocd/Chart.yaml', 'everything', 'notes.txt'] });
  expect(written()).toEqual(asWritten(newer));
  expect(contents(root)).toMatchObject({ 'outside.txt': 'kept\n' });
});

test('a file where a directory was, and the other way round', () => {
  generated(root, { 'manifests/a/b.yaml': 'b: 1\n', c: 'c: 1\n' });
  mkdirSync(at('empty'));
  const swapped = { 'manifests/a': 'a: 1\n', 'c/d.yaml': 'd: 1\n' };
  expect(write(swapped).problems).toEqual([]);
  expect(written()).toEqual(asWritten(swapped));
});

test('a failure half-way leaves everything as it was', () => {
  generated(root, older);
  const before = state();
  const long = 'x'.repeat(300);
  expect(write({ ...newer, [`manifests/${long}`]: 'too: long\n' })).toMatchObject({
    problems: [
      {
        code: 'write-failed',
        unit,
        message: `${unit}/.generated-next/manifests/${long} could not be written: name too long (ENAMETOOLONG).`,
      },
    ],
    overwritten: [],
  });
  // Links of the abandoned copy changed the ctime of the files that would have stayed.
  const lasting = (all: ReturnType<typeof state>) => all.map(({ ctimeMs: _, ...rest }) => rest);
  expect(lasting(state())).toEqual(lasting(before));
});

test('a disk that takes no more leaves everything as it was', async () => {
  generated(root, older);
  expect(await runChild(root, 'write-big', { prepare: 'ulimit -f 8' })).toMatchObject([
    { code: 'write-failed', message: expect.stringMatching(/could not be written: file too large \(EFBIG\)\.$/) },
  ]);
  expect(written()).toEqual(asWritten(older));
  expect(Object.keys(contents(join(root, unit))).filter((path) => path.startsWith('.'))).toEqual([]);
});

test('a folder without permission to write is a problem with the system’s reason', async () => {
  generated(root, older);
  chmodSync(root, 0o755);
  chmodSync(join(root, unit), 0o555);
  const problems = await runChild(root, 'write-as-nobody');
  chmodSync(join(root, unit), 0o755);
  expect(problems).toMatchObject([
    { code: 'write-failed', message: `${unit}/.generated-lock could not be written: permission denied (EACCES).` },
  ]);
  expect(written()).toEqual(asWritten(older));
});

test('a comparison that another run has overtaken counts for nothing', () => {
  generated(root, older);
  const stale = compare(root, fileSet(newer));
  generated(root, { ...newer, 'argocd/Chart.yaml': 'name: other\n', 'manifests/extra.yaml': 'extra: 1\n' });
  expect(writeFileSet(root, stale)).toMatchObject({
    changes: { changed: ['argocd/Chart.yaml'], removed: ['manifests/extra.yaml'] },
    problems: [],
  });
  expect(written()).toEqual(asWritten(newer));
});

test('nor does one that a person has overtaken', () => {
  generated(root, older);
  const stale = compare(root, fileSet(newer));
  put(root, { [`${folder}/argocd/templates/root.yaml`]: 'name: mine\n' });
  expect(writeFileSet(root, stale)).toMatchObject({ problems: [{ code: 'edited-by-hand' }], overwritten: [] });
  expect(written()).toMatchObject({ 'argocd/templates/root.yaml': 'name: mine\n' });
});

test('what a run that was killed since left beside the folder does not disturb', () => {
  generated(root, older);
  put(root, { [`${unit}/.generated-next/half.yaml`]: 'half\n', [`${unit}/.generated-trash/a/b.yaml`]: 'b\n' });
  expect(write(newer).problems).toEqual([]);
  expect(contents(join(root, unit))).toEqual({
    'environment.yaml': 'cluster: test\n',
    ...Object.fromEntries(Object.entries(asWritten(newer)).map(([path, text]) => [`generated/${path}`, text])),
  });
});
