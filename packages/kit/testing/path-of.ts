import { spawnSync } from 'node:child_process';

interface Program {
  /** What it prints at `--version`, where another one has the same name. */
  readonly prints?: string;
}

/** Where the machine has a program; undefined where it is not installed, so that a test can be skipped and say so in its name. */
export function pathOf(program: string, { prints = '' }: Program = {}): string | undefined {
  const path = spawnSync('sh', ['-c', 'command -v "$0"', program], { encoding: 'utf8' }).stdout.trim();
  if (path === '' || prints === '') return path || undefined;
  return spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout.includes(prints) ? path : undefined;
}
