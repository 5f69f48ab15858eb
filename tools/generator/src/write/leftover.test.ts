import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { compare } from './compare.ts';
import { recover } from './recover.ts';
import { removeFileSet } from './remove.ts';
import { asWritten, contents, generated, temporaryRoot } from './testing/disk.ts';
import { fileSet, folder, newer, older, unit } from './testing/states.ts';
import { writeFileSet } from './write.ts';

const deleting = vi.hoisted(() => ({ allowed: 0 }));

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  return {
    ...fs,
    unlinkSync(path: string) {
      if (path.includes('.generated-trash/') && deleting.allowed-- <= 0)
        throw Object.assign(new Error(`EACCES: permission denied, unlink '${path}'`), {
          errno: -13,
          code: 'EACCES',
          syscall: 'unlink',
          path,
        });
      fs.unlinkSync(path);
    },
  };
});

let root: string;
const beside = () => readdirSync(join(root, unit)).sort();
const leftover = {
  code: 'leftover-folder',
  severity: 'warning',
  unit,
  message: `The previous files in ${unit}/.generated-trash could not be deleted: permission denied (EACCES).`,
};

beforeEach(() => {
  deleting.allowed = Number.POSITIVE_INFINITY;
  root = temporaryRoot();
  generated(root, older);
  deleting.allowed = 2;
});

afterEach(() => {
  deleting.allowed = Number.POSITIVE_INFINITY;
});

test('a write that can’t delete the previous files is done, and warns', () => {
  expect(writeFileSet(root, compare(root, fileSet(newer))).problems).toMatchObject([leftover]);
  expect(contents(join(root, folder))).toEqual(asWritten(newer));
  expect(beside()).toEqual(['.generated-trash', 'environment.yaml', 'generated']);
});

test('the next run refuses until it is gone', () => {
  writeFileSet(root, compare(root, fileSet(newer)));
  expect(recover(root, fileSet(newer))).toMatchObject([
    {
      code: 'write-failed',
      message: expect.stringMatching(/^environments\/ka\/\.generated-trash\/.+ could not be written: permission denied/),
    },
  ]);
  deleting.allowed = Number.POSITIVE_INFINITY;
  expect(recover(root, fileSet(newer))).toEqual([]);
  expect(beside()).toEqual(['environment.yaml', 'generated']);
});

test('half of the previous files never comes back, even if someone deletes the new ones', () => {
  writeFileSet(root, compare(root, fileSet(newer)));
  rmSync(join(root, folder), { recursive: true });
  deleting.allowed = Number.POSITIVE_INFINITY;
  expect(recover(root, fileSet(newer))).toEqual([]);
  expect(beside()).toEqual(['environment.yaml']);
});

test('a removal that can’t delete the files is done, and warns', () => {
  expect(removeFileSet(root, compare(root, fileSet({}))).problems).toMatchObject([{ code: 'leftover-folder' }]);
  expect(beside()).toEqual(['.generated-trash', 'environment.yaml']);
});
