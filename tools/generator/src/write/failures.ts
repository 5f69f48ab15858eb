import type { FileSet } from '../model.ts';
import { type Problem, problem } from '../problem.ts';
import { isSystemError, pathOf, reasonOf } from '../system-error.ts';
import { foldersOf } from './folders.ts';
import type { Holder } from './lock.ts';

type Place = Pick<FileSet, 'folder' | 'unit'>;

/** The operating system's refusal as a problem. Anything else is a bug and is thrown on. */
export function writeFailed(root: string, { folder, unit }: Place, error: unknown): Problem {
  if (!isSystemError(error)) throw error;
  return problem('write-failed', { unit }, { path: pathOf(error, root, folder), reason: reasonOf(error) });
}

export function leftoverFolder({ folder, unit }: Place, error: unknown): Problem {
  if (!isSystemError(error)) throw error;
  return problem('leftover-folder', { unit }, { path: foldersOf(folder).trash, reason: reasonOf(error) });
}

export function anotherRun({ folder, unit }: Place, { process, machine }: Holder): Problem {
  return problem('another-run', { unit }, { folder, process, machine, lock: foldersOf(folder).lock });
}
