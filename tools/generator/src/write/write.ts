import { constants, copyFileSync, linkSync, lstatSync, mkdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import type { Problem } from '../problem.ts';
import { isSystemError } from '../system-error.ts';
import { isCurrent } from './changes.ts';
import type { Comparison } from './compare.ts';
import { exclusively, type Written } from './exclusively.ts';
import { leftoverFolder } from './failures.ts';
import { exists, type Folders } from './folders.ts';
import { inventoryFile } from './inventory.ts';
import { restore } from './recover.ts';

/**
 * Makes the folder what the comparison says it will be: all of it or, if anything fails, nothing. Unchanged files keep their inode and
 * time. A comparison with problems is not written, one without changes touches nothing.
 */
export function writeFileSet(root: string, comparison: Comparison): Written {
  if (comparison.problems.length > 0 || isCurrent(comparison.changes)) return comparison;
  return exclusively(root, comparison, replace);
}

function replace(folders: Folders, comparison: Comparison): readonly Problem[] {
  try {
    build(folders, comparison);
    if (exists(folders.generated)) renameSync(folders.generated, folders.old);
    renameSync(folders.next, folders.generated);
  } catch (error) {
    undo(folders);
    throw error;
  }
  return clear(folders, comparison);
}

function build({ generated, next }: Folders, { set, changes, inventory }: Comparison): void {
  const made = new Set<string>();
  mkdirSync(next);
  for (const path of changes.unchanged) {
    makeParent(next, path, made);
    keep(`${generated}/${path}`, `${next}/${path}`);
  }
  for (const path of [...changes.added, ...changes.changed]) {
    makeParent(next, path, made);
    create(`${next}/${path}`, set.files.get(path) ?? '');
  }
  if (changes.inventory === 'current') keep(`${generated}/${inventoryFile}`, `${next}/${inventoryFile}`);
  else create(`${next}/${inventoryFile}`, inventory.after);
}

function makeParent(folder: string, path: string, made: Set<string>): void {
  const slash = path.lastIndexOf('/');
  const parent = path.slice(0, Math.max(slash, 0));
  if (parent === '' || made.has(parent)) return;
  makeParent(folder, parent, made);
  mkdirSync(`${folder}/${parent}`);
  made.add(parent);
}

/** The folder is new, so a file that is there already has a name that this file system takes for the same. */
function create(path: string, text: string): void {
  writeFileSync(path, text, { flag: 'wx' });
}

/** One more name for the same file, or where the file system has no such thing, a copy of the same age. */
function keep(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const { atimeMs, mtimeMs } = lstatSync(from);
    copyFileSync(from, to, constants.COPYFILE_EXCL);
    utimesSync(to, atimeMs / 1000, mtimeMs / 1000);
  }
}

/** What can't be undone now, the next run recovers; the error to report is the first one. */
function undo(folders: Folders): void {
  try {
    restore(folders);
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}

/** The swap is done: failing to delete what was there before doesn't change that. */
function clear(folders: Folders, { set }: Comparison): readonly Problem[] {
  try {
    restore(folders);
    return [];
  } catch (error) {
    return [leftoverFolder(set, error)];
  }
}
