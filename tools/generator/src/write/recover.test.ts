import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { recover } from './recover.ts';
import { asWritten, contents, put, temporaryRoot } from './testing/disk.ts';
import { fileSet, folder, newer, older, unit } from './testing/states.ts';

let root: string;
const old = asWritten(older);
const next = asWritten(newer);
const half = { 'argocd/Chart.yaml': 'name: ka\n' };

const place = (name: string, files: Readonly<Record<string, string>>) =>
  put(root, Object.fromEntries(Object.entries(files).map(([path, text]) => [`${unit}/${name}/${path}`, text])));

beforeEach(() => {
  root = temporaryRoot();
});

/** What a run leaves that is killed at each of its steps, and what recovering makes of it. */
test.each<[string, Record<string, Record<string, string>>, Record<string, string>]>([
  ['nothing', { generated: old }, old],
  ['while it built the first one', { '.generated-next': half }, {}],
  ['when it had built the first one', { '.generated-next': next }, {}],
  ['while it built', { generated: old, '.generated-next': half }, old],
  ['when it had built', { generated: old, '.generated-next': next }, old],
  ['between the two renames', { '.generated-old': old, '.generated-next': next }, old],
  ['between the two renames, and recovering was killed too', { '.generated-old': old, '.generated-next': half }, old],
  ['after both renames', { generated: next, '.generated-old': old }, next],
  ['while it deleted what was there before', { generated: next, '.generated-trash': half }, next],
  ['while it deleted, and again in the next run', { generated: next, '.generated-old': old, '.generated-trash': half }, next],
  ['while it deleted, and then someone deleted the folder', { '.generated-trash': half }, {}],
  ['while it removed the environment', { '.generated-trash': old }, {}],
])('killed %s', (_when, folders, expected) => {
  for (const [name, files] of Object.entries(folders)) place(name, files);
  expect(recover(root, fileSet({}))).toEqual([]);
  expect(contents(join(root, folder))).toEqual(expected);
  expect(Object.keys(contents(join(root, unit))).filter((path) => path.startsWith('.'))).toEqual([]);
});

test('a folder that does not exist has nothing to recover', () => {
  rmSync(join(root, unit), { recursive: true });
  expect(recover(root, fileSet({}))).toEqual([]);
});

test('an abandoned lock alone is cleared too', () => {
  mkdirSync(join(root, unit, '.generated-lock'));
  expect(recover(root, fileSet({}))).toEqual([]);
  expect(contents(join(root, unit))).toEqual({ 'environment.yaml': 'cluster: test\n' });
});
