import { readdirSync, renameSync } from 'node:fs';
import type { FileSet } from '../model.ts';
import type { Problem } from '../problem.ts';
import { isSystemError } from '../system-error.ts';
import { anotherRun, writeFailed } from './failures.ts';
import { deleteTree, exists, type Folders, foldersOf } from './folders.ts';
import { withLock } from './lock.ts';

/** Clears what a killed run left beside the folder, so that the folder is as it was before that run or as it should be after it. */
export function recover(root: string, place: Pick<FileSet, 'folder' | 'unit'>): readonly Problem[] {
  const folders = foldersOf(`${root}/${place.folder}`);
  if (!hasLeftovers(folders)) return [];
  try {
    const locked = withLock(folders.lock, () => restore(folders));
    return 'holder' in locked ? [anotherRun(place, locked.holder)] : [];
  } catch (error) {
    return [writeFailed(root, place, error)];
  }
}

/**
 * The same for whoever has the lock. A run that was killed between its two renames is undone; everything else it left is rubbish.
 * Every step leaves a state that the next call continues from.
 */
export function restore({ generated, next, old, trash }: Folders): void {
  if (exists(old) && !exists(generated)) renameSync(old, generated);
  deleteTree(next);
  deleteTree(trash);
  if (!exists(old)) return;
  renameSync(old, trash);
  deleteTree(trash);
}

function hasLeftovers({ parent, prefix }: Folders): boolean {
  try {
    return readdirSync(parent).some((name) => name.startsWith(prefix));
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
}
