import { lstatSync } from 'node:fs';
import type { FileSet } from '../model.ts';
import { type Problem, problem } from '../problem.ts';
import { isSystemError, pathOf, reasonOf } from '../system-error.ts';
import type { Changes } from './changes.ts';
import { classify } from './classify.ts';
import { conflictsIn } from './conflicts.ts';
import { readBytes } from './disk.ts';
import { inventoryFile, inventoryText, readInventory, staysInside } from './inventory.ts';

/** What happens to files that were edited by hand or never ours: they are a problem, or `--force` overwrites them. */
export type Conflicts = 'refuse' | 'overwrite';

/** A file set beside what is on disk. */
export interface Comparison {
  readonly set: FileSet;
  readonly conflicts: Conflicts;
  readonly changes: Changes;
  /** Why nothing may be written. */
  readonly problems: readonly Problem[];
  /** Edited and foreign files that writing overwrites or deletes, because it was asked to. */
  readonly overwritten: readonly string[];
  /** The text of inventory.json on disk, and as it will be. */
  readonly inventory: { readonly before: string | undefined; readonly after: string };
}

const nothing: Changes = {
  added: [],
  changed: [],
  removed: [],
  unchanged: [],
  edited: [],
  foreign: [],
  missing: [],
  inventory: 'current',
};

/** Compares without writing anything. A folder whose source is gone is compared with a file set that has no files. */
export function compare(root: string, set: FileSet, conflicts: Conflicts = 'refuse'): Comparison {
  const bug = [...set.files.keys()].find((path) => !staysInside(path) || path === inventoryFile);
  if (bug !== undefined) throw new Error(`not a path for a generated file: ${bug}`);
  return compareUnmoved(root, set, conflicts, inventoryText(set.files));
}

/** The same set and what is on disk by now. */
export function compareAgain(root: string, { set, conflicts, inventory }: Comparison): Comparison {
  return compareUnmoved(root, set, conflicts, inventory.after);
}

function compareUnmoved(root: string, set: FileSet, conflicts: Conflicts, after: string): Comparison {
  let comparison = compareOnce(root, set, conflicts, after);
  // Another run may have swapped the folder after its inventory was read and before its files were.
  for (let again = 3; again > 0 && comparison.problems.length > 0 && hasMoved(root, comparison); again--)
    comparison = compareOnce(root, set, conflicts, after);
  return comparison;
}

function hasMoved(root: string, { set, inventory }: Comparison): boolean {
  try {
    return readInventoryText(root, set) !== inventory.before;
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
}

function compareOnce(root: string, set: FileSet, conflicts: Conflicts, after: string): Comparison {
  const blocked = (reason: Problem, before?: string): Comparison => {
    return { set, conflicts, changes: nothing, problems: [reason], overwritten: [], inventory: { before, after } };
  };
  try {
    const { unit, folder } = set;
    const found = inTheWay(root, set);
    if (found) return blocked(problem('not-a-folder', { unit }, { path: folder, found }));
    const before = readInventoryText(root, set);
    const inventory = readInventory(before);
    if ('unreadable' in inventory && conflicts === 'refuse')
      return blocked(
        problem('unreadable-inventory', { unit }, { file: `${folder}/${inventoryFile}`, reason: inventory.unreadable }),
        before,
      );
    const ours = 'unreadable' in inventory ? new Map<string, string>() : inventory;
    const changes: Changes = { ...classify(root, set, ours), inventory: stateOf(before, after) };
    const problems = conflicts === 'refuse' ? conflictsIn(root, set, changes, before) : [];
    const overwritten = conflicts === 'overwrite' ? [...changes.edited, ...changes.foreign].sort() : [];
    return { set, conflicts, changes, problems, overwritten, inventory: { before, after } };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const path = pathOf(error, root, set.folder);
    return blocked(problem('read-failed', { unit: set.unit }, { path, reason: reasonOf(error) }));
  }
}

function stateOf(before: string | undefined, after: string): Changes['inventory'] {
  if (before === after) return 'current';
  return 'unreadable' in readInventory(before) ? 'unreadable' : 'stale';
}

function inTheWay(root: string, { folder }: FileSet): 'a file' | 'a symbolic link' | undefined {
  const found = lstatSync(`${root}/${folder}`, { throwIfNoEntry: false });
  if (!found || found.isDirectory()) return undefined;
  return found.isSymbolicLink() ? 'a symbolic link' : 'a file';
}

/** A directory or a link in its place is no inventory; as a file that isn't ours it is found later. */
function readInventoryText(root: string, { folder }: FileSet): string | undefined {
  try {
    return readBytes(`${root}/${folder}/${inventoryFile}`)?.toString();
  } catch (error) {
    if (isSystemError(error) && (error.code === 'EISDIR' || error.code === 'ELOOP')) return undefined;
    throw error;
  }
}
