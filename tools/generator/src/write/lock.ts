import { randomBytes } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, readlinkSync, rmdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { isSystemError } from '../system-error.ts';

/** The process that has the lock. */
export interface Holder {
  readonly process: number;
  readonly machine: string;
}

type Locked<T> = { readonly result: T } | { readonly holder: Holder };

/** Milliseconds after which the lock of another machine, whose processes can't be asked, counts as left behind: a write takes less than one second. */
const abandonedAfter = 60_000;

/**
 * Does the work while no other run does work under the same lock, or says who kept it for longer than `patience` milliseconds.
 *
 * The lock is a folder in which every run that wants it puts a file of its own; the lock belongs to the run whose file is alone.
 * Of two runs at least one sees the other's file and withdraws. The file of a dead process can be deleted by anyone, because no
 * other run will ever use its name.
 */
export function withLock<T>(folder: string, work: () => T, patience = 5_000): Locked<T> {
  const own = `${process.pid}.${randomBytes(4).toString('hex')}@${machine()}`;
  const deadline = Date.now() + patience;
  for (;;) {
    place(folder, own);
    const other = readdirSync(folder).find((file) => file !== own && isHeld(folder, file, own));
    if (other === undefined) break;
    withdraw(folder, own);
    if (Date.now() >= deadline) return { holder: holderOf(other) };
    sleep(5 + Math.random() * 20);
  }
  try {
    return { result: work() };
  } finally {
    withdraw(folder, own);
  }
}

function place(folder: string, own: string): void {
  for (;;) {
    makeFolder(folder);
    try {
      writeFileSync(`${folder}/${own}`, '', { flag: 'wx' });
      return;
    } catch (error) {
      // The run before has just removed the folder.
      if (!isSystemError(error) || error.code !== 'ENOENT') throw error;
    }
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (!isSystemError(error) || (error.code !== 'EEXIST' && error.code !== 'ENOENT')) throw error;
    // Not at once: on a read-only file system it would say that the folder does not exist.
    if (error.code === 'ENOENT') mkdirSync(folder, { recursive: true });
  }
}

function withdraw(folder: string, own: string): void {
  forgiving(() => unlinkSync(`${folder}/${own}`));
  forgiving(() => rmdirSync(folder));
}

/** Whether the file stands for a live run; deletes it if it doesn't. */
function isHeld(folder: string, file: string, own: string): boolean {
  if (!/^\d+\.[0-9a-f]{8}@/.test(file)) return false;
  if (!isAbandoned(folder, file, own)) return true;
  forgiving(() => unlinkSync(`${folder}/${file}`));
  return false;
}

function isAbandoned(folder: string, file: string, own: string): boolean {
  const holder = holderOf(file);
  if (file.endsWith(`@${machine()}`)) return holder.process === process.pid || !isAlive(holder.process);
  const its = lstatSync(`${folder}/${file}`, { throwIfNoEntry: false });
  // Its time and ours, both by the clock of the file system.
  return !its || lstatSync(`${folder}/${own}`).mtimeMs - its.mtimeMs > abandonedAfter;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isSystemError(error) && error.code === 'EPERM';
  }
}

function holderOf(file: string): Holder {
  const at = file.indexOf('@');
  return { process: Number.parseInt(file, 10), machine: file.slice(at + 1).replace(/~.*/, '') };
}

let name: string | undefined;

/** Where a process number means something: a host and, because containers may share its name, their namespace of process numbers. */
function machine(): string {
  name ??= `${hostname()}~${processNamespace()}`.replaceAll(/[^\w.~-]/g, '');
  return name;
}

function processNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

/** Someone else may have been faster. */
function forgiving(remove: () => void): void {
  try {
    remove();
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
