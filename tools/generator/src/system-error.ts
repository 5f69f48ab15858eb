import { getSystemErrorMap } from 'node:util';

/** Whether the operating system refused something, as opposed to a bug. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'errno' in error && 'syscall' in error;
}

/** In the system's words: `no space left on device (ENOSPC)`. */
export function reasonOf({ errno = 0, code = '' }: NodeJS.ErrnoException): string {
  const words = getSystemErrorMap().get(errno)?.[1] ?? 'unknown error';
  return `${words} (${code})`;
}

/** The path that a refusal was about, relative to the repository; `otherwise` if it names none. */
export function pathOf({ path }: NodeJS.ErrnoException, root: string, otherwise: string): string {
  return path?.startsWith(`${root}/`) ? path.slice(root.length + 1) : otherwise;
}
