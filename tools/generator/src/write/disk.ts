import { closeSync, constants, type Dirent, openSync, readdirSync, readFileSync } from 'node:fs';
import { isSystemError } from '../system-error.ts';

/** What lies in a folder, by paths relative to it. Empty directories don't count. */
interface Disk {
  readonly files: readonly string[];
  /** Symbolic links, sockets and the like: never followed, never read. */
  readonly others: readonly string[];
}

export function listFiles(folder: string): Disk {
  const files: string[] = [];
  const others: string[] = [];
  const walk = (inside: string) => {
    for (const entry of entriesOf(`${folder}/${inside}`)) {
      const path = inside + entry.name;
      if (entry.isDirectory()) walk(`${path}/`);
      else if (entry.isFile()) files.push(path);
      else others.push(path);
    }
  };
  walk('');
  return { files, others };
}

const withoutFollowing = constants.O_RDONLY | constants.O_NOFOLLOW;

/** The bytes of a file; `undefined` if there is none. A symbolic link is refused by the system. */
export function readBytes(path: string): Buffer | undefined {
  let file: number;
  try {
    file = openSync(path, withoutFollowing);
  } catch (error) {
    if (isSystemError(error) && error.code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

/** Another run may swap the folder while it is listed: what is gone is not there. */
function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (isSystemError(error) && error.code === 'ENOENT') return [];
    throw error;
  }
}
