import { lstatSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path/posix';
import { type Location, type Problem, problem } from '../problem.ts';
import { reasonOf } from '../system-error.ts';
import { misnamedFile } from './main-file.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The text of a file of the repository, without a byte order mark. `what` says who wants it, should it be missing. */
export function readText(root: string, file: string, unit: string, what: string): { text?: string; problems: Problem[] } {
  let bytes: Buffer;
  try {
    bytes = readFileSync(`${root}/${file}`);
  } catch (error) {
    return { problems: [unread(error as NodeJS.ErrnoException, root, file, unit, what)] };
  }
  try {
    return { text: utf8.decode(bytes), problems: [] };
  } catch {
    return { problems: [problem('not-utf-8', { unit, at: firstUnreadable(bytes, file) }, { file })] };
  }
}

/** Where the first byte stands that belongs to no character. */
function firstUnreadable(bytes: Buffer, file: string): Location {
  const [before = ''] = new TextDecoder('utf-8').decode(bytes).split('\ufffd');
  const lines = before.split('\n');
  return { file, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1, length: 1 };
}

function unread(error: NodeJS.ErrnoException, root: string, file: string, unit: string, what: string): Problem {
  if (error.code === 'EISDIR') return problem('unreadable-file', { unit }, { file, reason: 'it is a folder' });
  if (error.code !== 'ENOENT') return problem('unreadable-file', { unit }, { file, reason: reasonOf(error) });
  if (lstatSync(`${root}/${file}`, { throwIfNoEntry: false }))
    return problem('unreadable-file', { unit }, { file, reason: 'it is a symbolic link to something that does not exist' });
  return problem('missing-file', { unit }, { file, what, misnamed: misnamedFile(`${root}/${dirname(file)}`, basename(file)) });
}
