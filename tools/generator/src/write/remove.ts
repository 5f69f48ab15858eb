import { renameSync, rmdirSync } from 'node:fs';
import type { Problem } from '../problem.ts';
import { isSystemError } from '../system-error.ts';
import type { Comparison } from './compare.ts';
import { exclusively, type Written } from './exclusively.ts';
import { leftoverFolder } from './failures.ts';
import { deleteTree, exists, type Folders, foldersOf } from './folders.ts';

/**
 * Removes a generated folder whose source is gone, and the folder around it if nothing else is left there. Expects the comparison with a
 * file set that has no files; one with problems, because something was edited or is not ours, removes nothing.
 */
export function removeFileSet(root: string, comparison: Comparison): Written {
  const { generated, parent } = foldersOf(`${root}/${comparison.set.folder}`);
  if (comparison.set.files.size > 0) throw new Error(`${comparison.set.folder} still has files`);
  if (comparison.problems.length > 0 || !exists(generated)) return comparison;
  const written = exclusively(root, comparison, retire);
  removeIfEmpty(parent);
  return written;
}

function retire({ generated, trash }: Folders, { set }: Comparison): readonly Problem[] {
  if (!exists(generated)) return [];
  renameSync(generated, trash);
  try {
    deleteTree(trash);
    return [];
  } catch (error) {
    return [leftoverFolder(set, error)];
  }
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}
