import { lstatSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { asWritten, contents, generated, temporaryRoot } from './testing/disk.ts';
import { folder, newer, older } from './testing/states.ts';

vi.mock('node:fs', async (original) => ({
  ...(await original<typeof import('node:fs')>()),
  linkSync() {
    throw Object.assign(new Error('EPERM: operation not permitted, link'), { errno: -1, code: 'EPERM', syscall: 'link' });
  },
}));

test('on a file system without hard links unchanged files are copied with their time', () => {
  const root = temporaryRoot();
  generated(root, older);
  const file = join(root, folder, 'argocd/Chart.yaml');
  utimesSync(file, 1_000_000_000, 1_000_000_000.25);
  const before = lstatSync(file);
  generated(root, newer);
  const after = lstatSync(file);
  expect(contents(join(root, folder))).toEqual(asWritten(newer));
  expect(after).toMatchObject({ mtimeMs: before.mtimeMs, mode: before.mode });
  expect(after.ino).not.toBe(before.ino);
});
