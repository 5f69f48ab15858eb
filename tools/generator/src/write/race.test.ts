import { expect, test, vi } from 'vitest';
import { compare } from './compare.ts';
import { generated, temporaryRoot } from './testing/disk.ts';
import { fileSet, newer, older } from './testing/states.ts';

const race = vi.hoisted(() => ({ beforeListing: [] as (() => void)[] }));

vi.mock('./disk.ts', async (original) => {
  const disk = await original<typeof import('./disk.ts')>();
  return {
    ...disk,
    listFiles(folder: string) {
      race.beforeListing.pop()?.();
      return disk.listFiles(folder);
    },
  };
});

test('another run that writes while we compare looks like no edit', () => {
  const root = temporaryRoot();
  generated(root, older);
  race.beforeListing = [() => generated(root, { ...newer, 'argocd/Chart.yaml': 'name: other\n' })];
  expect(compare(root, fileSet(newer))).toMatchObject({ changes: { changed: ['argocd/Chart.yaml'], removed: [] }, problems: [] });
  expect(race.beforeListing).toEqual([]);
});
