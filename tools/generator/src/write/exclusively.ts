import type { Problem } from '../problem.ts';
import type { Changes } from './changes.ts';
import { type Comparison, compareAgain } from './compare.ts';
import { anotherRun, writeFailed } from './failures.ts';
import { type Folders, foldersOf } from './folders.ts';
import { withLock } from './lock.ts';
import { restore } from './recover.ts';

/** What was done, or why nothing was. */
export interface Written {
  readonly changes: Changes;
  readonly problems: readonly Problem[];
  /** Files that were edited by hand or not ours and are gone now. */
  readonly overwritten: readonly string[];
}

/**
 * Applies a comparison while no other run writes the same folder. It is made again first, so that nothing is overwritten or deleted
 * that another run or a person has put there in the meantime.
 */
export function exclusively(
  root: string,
  comparison: Comparison,
  apply: (folders: Folders, comparison: Comparison) => readonly Problem[],
): Written {
  const { set } = comparison;
  const folders = foldersOf(`${root}/${set.folder}`);
  try {
    const locked = withLock(folders.lock, () => {
      restore(folders);
      const current = compareAgain(root, comparison);
      const { changes, problems, overwritten } = current;
      return problems.length > 0 ? refused(changes, problems) : { changes, problems: apply(folders, current), overwritten };
    });
    return 'holder' in locked ? refused(comparison.changes, [anotherRun(set, locked.holder)]) : locked.result;
  } catch (error) {
    return refused(comparison.changes, [writeFailed(root, set, error)]);
  }
}

function refused(changes: Changes, problems: readonly Problem[]): Written {
  return { changes, problems, overwritten: [] };
}
