import type { FileSet } from '../model.ts';
import { type Problem, problem } from '../problem.ts';
import type { Changes } from './changes.ts';
import { readBytes } from './disk.ts';
import { hasConflictMarkers, inventoryFile } from './inventory.ts';

/** One problem for all files that were edited by hand and one for all that are not ours. */
export function conflictsIn(
  root: string,
  { unit, folder }: FileSet,
  { edited, foreign }: Changes,
  inventoryText: string | undefined,
): Problem[] {
  const problems: Problem[] = [];
  const isMerged = (file: string) => hasConflictMarkers(readBytes(`${root}/${folder}/${file}`)?.toString() ?? '');
  const cause = edited.every(isMerged) ? 'merge' : 'person';
  if (edited.length > 0) problems.push(problem('edited-by-hand', { unit }, { folder, files: edited, cause }));
  if (foreign.length > 0) {
    const inventory = inventoryText === undefined && !foreign.includes(inventoryFile) ? 'missing' : 'present';
    problems.push(problem('foreign-file', { unit }, { folder, files: foreign, inventory }));
  }
  return problems;
}
