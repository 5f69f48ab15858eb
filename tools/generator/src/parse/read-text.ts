import { readFileSync } from 'node:fs';
import type { Problem } from '../problem.ts';
import { problem } from '../problems/report.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The text of a file of the repository, without a byte order mark. `what` says who wants it, should it be missing. */
export function readText(root: string, file: string, unit: string, what: string): { text?: string; problems: Problem[] } {
  let bytes: Buffer;
  try {
    bytes = readFileSync(`${root}/${file}`);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { problems: [problem('missing-file', { unit }, { file, what })] };
    return { problems: [problem('unreadable-file', { unit }, { file, reason: code === 'EISDIR' ? 'it is a folder' : message })] };
  }
  try {
    return { text: utf8.decode(bytes), problems: [] };
  } catch {
    return { problems: [problem('not-utf-8', { unit }, { file })] };
  }
}
