import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathOf } from '@gitops/kit/testing';

export interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

/** Shell and name of a script, its environment variables and its arguments. */
type Script = [shell: 'bash' | 'sh', name: string, vars: Readonly<Record<string, string | number>>, ...args: string[]];

/** What the containers of a Pod share, on this machine. */
export interface Sandbox {
  readonly folder: string;
  /** The working directory. */
  readonly work: string;
  /** Puts a program before those of the machine. */
  program(name: string, text: string): void;
  /** Runs one of the scripts as its container does. */
  run(...script: Script): Promise<Outcome>;
  /** The command line that `run` starts. */
  command(...script: Script): [string, string[], { cwd: string }];
  /** An empty working directory, as every Pod begins with. */
  empty(): void;
  remove(): void;
}

/** `only` are the programs of the image; without it the scripts find all of this machine. */
export function sandbox(only?: readonly string[]): Sandbox {
  const folder = mkdtempSync(join(tmpdir(), 'backup-'));
  const [work, bin, scripts] = ['work', 'bin', 'scripts'].map((name) => join(folder, name)) as [string, string, string];
  for (const each of [work, bin]) mkdirSync(each);
  cpSync(new URL('../scripts', import.meta.url), scripts, { recursive: true });
  for (const name of only ?? []) symlinkSync(pathOf(name) ?? '/missing', join(bin, name));
  const path = only ? bin : `${bin}:${spawnSync('sh', ['-c', 'printf %s "$PATH"'], { encoding: 'utf8' }).stdout}`;
  const box: Sandbox = {
    folder,
    work,
    program(name, text) {
      rmSync(join(bin, name), { force: true });
      writeFileSync(join(bin, name), text);
      chmodSync(join(bin, name), 0o755);
    },
    command(shell, script, vars, ...args) {
      const settings = Object.entries(vars).map(([name, value]) => `${name}=${value}`);
      return ['env', [`PATH=${path}`, `MC_CONFIG_DIR=${folder}/mc`, ...settings, shell, join(scripts, script), ...args], { cwd: work }];
    },
    run: (...script) => finished(box.command(...script)),
    empty() {
      rmSync(work, { recursive: true });
      mkdirSync(work);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  return box;
}

function finished([command, args, options]: ReturnType<Sandbox['command']>): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(command, args, options);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
    child.on('close', (code) => resolve({ code, output }));
  });
}
