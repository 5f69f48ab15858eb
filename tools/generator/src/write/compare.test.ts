import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { compare } from './compare.ts';
import { contents, generated, put, temporaryRoot } from './testing/disk.ts';
import { fileSet, folder, unit } from './testing/states.ts';

const before = {
  'argocd/Chart.yaml': 'name: ka\n',
  'manifests/redis/service.yaml': 'port: 6379\n',
  'manifests/redis/old.yaml': 'gone: soon\n',
};
const { 'manifests/redis/old.yaml': _, ...kept } = before;

let root: string;
const at = (path: string) => join(root, folder, path);

beforeEach(() => {
  root = temporaryRoot();
});

test('a folder that does not exist yet', () => {
  expect(compare(root, fileSet(before))).toMatchObject({
    changes: { added: Object.keys(before).sort(), changed: [], removed: [], unchanged: [], missing: [], inventory: 'stale' },
    problems: [],
  });
});

test('every path is added, changed, removed or unchanged', () => {
  generated(root, before);
  const next = {
    'argocd/Chart.yaml': 'name: ka\n',
    'manifests/redis/service.yaml': 'port: 6380\n',
    'manifests/api/new.yaml': 'new: true\n',
  };
  expect(compare(root, fileSet(next))).toMatchObject({
    changes: {
      added: ['manifests/api/new.yaml'],
      changed: ['manifests/redis/service.yaml'],
      removed: ['manifests/redis/old.yaml'],
      unchanged: ['argocd/Chart.yaml'],
      edited: [],
      foreign: [],
      missing: [],
      inventory: 'stale',
    },
    problems: [],
    overwritten: [],
  });
});

test('nothing to do, and nothing is done: comparing only reads', () => {
  generated(root, before);
  const found = contents(root);
  const { changes, problems } = compare(root, fileSet(before));
  expect(changes).toMatchObject({ added: [], changed: [], removed: [], inventory: 'current' });
  expect(problems).toEqual([]);
  expect(contents(root)).toEqual(found);
});

test('a file edited by hand is a problem, whether it would be overwritten or deleted', () => {
  generated(root, before);
  put(root, { [`${folder}/argocd/Chart.yaml`]: 'name: mine\n', [`${folder}/manifests/redis/old.yaml`]: 'mine: too\n' });
  const { changes, problems, overwritten } = compare(root, fileSet(kept));
  expect(changes).toMatchObject({ changed: ['argocd/Chart.yaml'], removed: ['manifests/redis/old.yaml'], foreign: [] });
  expect(changes.edited).toEqual(['argocd/Chart.yaml', 'manifests/redis/old.yaml']);
  expect(overwritten).toEqual([]);
  expect(problems).toEqual([
    {
      code: 'edited-by-hand',
      severity: 'error',
      unit,
      message: `2 files in ${folder} were edited by hand:\n  argocd/Chart.yaml\n  manifests/redis/old.yaml`,
      hint: 'Make the change where the files come from (an option, a layer or a patch), then run again with --force to overwrite what was edited.',
    },
  ]);
});

test('a file that already holds what would be written is never a problem', () => {
  generated(root, before);
  put(root, { [`${folder}/argocd/Chart.yaml`]: 'name: new\n', [`${folder}/manifests/api/new.yaml`]: 'new: true\n' });
  const { changes, problems } = compare(
    root,
    fileSet({ ...before, 'argocd/Chart.yaml': 'name: new\n', 'manifests/api/new.yaml': 'new: true\n' }),
  );
  expect(problems).toEqual([]);
  expect(changes).toMatchObject({ added: [], changed: [], removed: [], edited: [], foreign: [], inventory: 'stale' });
});

test('a file that differs in bytes that no text can hold has changed', () => {
  generated(root, { 'a.yaml': 'x: \uFFFD\n' });
  writeFileSync(at('a.yaml'), Buffer.from([0x78, 0x3a, 0x20, 0xff, 0x0a]));
  expect(compare(root, fileSet({ 'a.yaml': 'x: \uFFFD\n' })).changes.edited).toEqual(['a.yaml']);
});

test('a file that the inventory does not list is a problem, also where we want to write', () => {
  generated(root, before);
  put(root, { [`${folder}/notes.txt`]: 'remember\n', [`${folder}/manifests/api/new.yaml`]: 'mine: true\n' });
  const { changes, problems } = compare(root, fileSet({ ...before, 'manifests/api/new.yaml': 'new: true\n' }));
  expect(changes).toMatchObject({ changed: ['manifests/api/new.yaml'], removed: ['notes.txt'], edited: [] });
  expect(problems).toMatchObject([
    {
      code: 'foreign-file',
      message: `2 files in ${folder} were not written by the generator:\n  manifests/api/new.yaml\n  notes.txt`,
      hint: 'Move them out of the folder, or run again with --force to overwrite or delete them.',
    },
  ]);
});

test('one foreign file is named in one line', () => {
  generated(root, before);
  put(root, { [`${folder}/notes.txt`]: 'remember\n' });
  expect(compare(root, fileSet(before)).problems).toMatchObject([
    {
      message: `${folder}/notes.txt was not written by the generator.`,
      hint: 'Move it out of the folder, or run again with --force to overwrite or delete it.',
    },
  ]);
});

test('without an inventory only what we would write anyway counts as ours', () => {
  generated(root, before);
  rmSync(at('inventory.json'));
  expect(compare(root, fileSet(before)).problems).toEqual([]);
  expect(compare(root, fileSet(kept)).problems).toMatchObject([
    { code: 'foreign-file', message: expect.stringContaining('old.yaml'), hint: expect.stringContaining('inventory.json is missing') },
  ]);
});

test('what was asked to be overwritten is no problem but is named', () => {
  generated(root, before);
  put(root, { [`${folder}/notes.txt`]: 'remember\n', [`${folder}/argocd/Chart.yaml`]: 'name: mine\n' });
  expect(compare(root, fileSet(before), 'overwrite')).toMatchObject({ problems: [], overwritten: ['argocd/Chart.yaml', 'notes.txt'] });
});

test('a file deleted by hand is missing and will be there again', () => {
  generated(root, before);
  rmSync(at('argocd/Chart.yaml'));
  rmSync(at('manifests/redis/old.yaml'));
  expect(compare(root, fileSet(kept))).toMatchObject({
    changes: { added: ['argocd/Chart.yaml'], removed: [], missing: ['argocd/Chart.yaml', 'manifests/redis/old.yaml'] },
    problems: [],
  });
});

test('a link is foreign and not followed, even to the very text', () => {
  generated(root, before);
  renameSync(at('argocd/Chart.yaml'), join(root, 'Chart.yaml'));
  symlinkSync(join(root, 'Chart.yaml'), at('argocd/Chart.yaml'));
  symlinkSync(root, at('everything'));
  const { changes } = compare(root, fileSet(before));
  expect(changes).toMatchObject({ foreign: ['argocd/Chart.yaml', 'everything'], changed: ['argocd/Chart.yaml'], removed: ['everything'] });
});

test('a directory in the place of a file matters only for the files in it', () => {
  generated(root, { 'manifests/a/b.yaml': 'b: 1\n', 'c.yaml': 'c: 1\n' });
  rmSync(at('c.yaml'));
  mkdirSync(at('c.yaml/empty'), { recursive: true });
  expect(compare(root, fileSet({ 'manifests/a': 'a: 1\n', 'c.yaml': 'c: 1\n' }))).toMatchObject({
    changes: { added: ['c.yaml', 'manifests/a'], removed: ['manifests/a/b.yaml'], missing: ['c.yaml'] },
    problems: [],
  });
  put(root, { [`${folder}/c.yaml/mine.txt`]: 'mine\n' });
  expect(compare(root, fileSet({ 'c.yaml': 'c: 1\n' })).changes.foreign).toEqual(['c.yaml/mine.txt']);
});

test.each([
  ['a symbolic link', () => symlinkSync(join(root, 'elsewhere'), join(root, folder))],
  ['a file', () => writeFileSync(join(root, folder), 'hello\n')],
])('%s in the place of the folder is a problem that nothing overrules', (found, block) => {
  mkdirSync(join(root, 'elsewhere'));
  block();
  const problem = { code: 'not-a-folder', message: `${folder} is ${found}, not a folder.` };
  expect(compare(root, fileSet(before)).problems).toMatchObject([problem]);
  expect(compare(root, fileSet(before), 'overwrite').problems).toMatchObject([problem]);
});

test('an inventory that can’t be read is one problem, not one of every file', () => {
  generated(root, before);
  put(root, { [`${folder}/inventory.json`]: '{\n<<<<<<< HEAD\n' });
  expect(compare(root, fileSet(kept)).problems).toMatchObject([
    { code: 'unreadable-inventory', message: `${folder}/inventory.json can't be read: it has the conflict markers of a merge.` },
  ]);
  expect(compare(root, fileSet(kept), 'overwrite')).toMatchObject({ problems: [], overwritten: ['manifests/redis/old.yaml'] });
});

test.each([
  ['a link', () => symlinkSync(join(root, 'inventory.json'), at('inventory.json')), 'inventory.json'],
  ['a directory', () => put(root, { [`${folder}/inventory.json/mine.txt`]: 'mine\n' }), 'inventory.json/mine.txt'],
])('%s in the place of the inventory is not ours', (_name, replace, foreign) => {
  generated(root, before);
  renameSync(at('inventory.json'), join(root, 'inventory.json'));
  replace();
  expect(compare(root, fileSet(before))).toMatchObject({ changes: { foreign: [foreign] }, problems: [{ code: 'foreign-file' }] });
});

test('what can’t be read is named with the system’s reason', () => {
  // A name that is too long fails for root too, who may read everything.
  expect(compare(root, { ...fileSet(before), folder: `${unit}/${'x'.repeat(300)}` }).problems).toMatchObject([
    { code: 'read-failed', message: expect.stringMatching(/x can't be read: name too long \(ENAMETOOLONG\)\.$/) },
  ]);
});

test.each(['../x.yaml', '/x.yaml', 'a\\b.yaml', 'inventory.json', ''])('planning a file %j is a bug', (path) => {
  expect(() => compare(root, fileSet({ [path]: '' }))).toThrow('not a path for a generated file');
});

test('a merge that Git could not finish is no edit by hand', () => {
  generated(root, before);
  const conflict = '<<<<<<< HEAD\nport: 6379\n=======\nport: 6380\n>>>>>>> other\n';
  put(root, { [`${folder}/manifests/redis/service.yaml`]: conflict });
  expect(compare(root, fileSet(before)).problems).toMatchObject([
    {
      code: 'edited-by-hand',
      message: expect.stringContaining('service.yaml was left with the conflict markers of a merge.'),
      hint: expect.stringContaining('nothing to save'),
    },
  ]);
  put(root, { [`${folder}/argocd/Chart.yaml`]: 'name: mine\n' });
  expect(compare(root, fileSet(before)).problems).toMatchObject([{ message: expect.stringContaining('edited by hand') }]);
});
