import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';
import type { Problem } from '../../problem.ts';

let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'child-'));
  // An ES module would bind the functions of `fs` before `child.ts` can replace them.
  buildSync({
    entryPoints: [fileURLToPath(new URL('child.ts', import.meta.url))],
    outfile: join(directory, 'child.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
  });
});

afterAll(() => rmSync(directory, { recursive: true }));

/** What became of a child: killed, or the problems that it reports at its end. */
export type Ending = 'killed' | readonly Problem[];

/** One task of `child.ts`. `prepare` is shell text that runs first in the same process, such as `ulimit`. */
export async function runChild(root: string, task: string, { number = 0, prepare = 'true' } = {}): Promise<Ending> {
  const child = spawn('sh', ['-c', `${prepare}; exec "$0" "$@"`, process.execPath, ...childArguments(root, task, number)]);
  let output = '';
  let failure = '';
  child.stdout.on('data', (data) => (output += data));
  child.stderr.on('data', (data) => (failure += data));
  const signal = await ended(child);
  if (signal === 'SIGKILL') return 'killed';
  if (signal || failure) throw new Error(`${task} ended with ${signal}: ${failure}`);
  return JSON.parse(output);
}

/** Lets a child work for some milliseconds after it has begun, then kills it. */
export async function killChild(root: string, task: string, milliseconds: number): Promise<void> {
  const child = spawn(process.execPath, childArguments(root, task, 0), { stdio: ['ignore', 'pipe', 'inherit'] });
  const end = ended(child);
  await new Promise((resolve) => child.stdout.once('data', resolve));
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  child.kill('SIGKILL');
  await end;
}

function childArguments(root: string, task: string, number: number): string[] {
  return [join(directory, 'child.cjs'), root, task, String(number)];
}

function ended(child: ChildProcess): Promise<NodeJS.Signals | null> {
  return new Promise((resolve) => child.once('close', (_code, signal) => resolve(signal)));
}
