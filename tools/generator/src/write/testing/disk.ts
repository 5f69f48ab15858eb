import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { compare } from '../compare.ts';
import { writeFileSet } from '../write.ts';
import { fileSet, folder, unit } from './states.ts';

const roots: string[] = [];

afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true });
});

/** A repository with one environment and nothing generated yet. */
export function temporaryRoot(): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'write-')));
  roots.push(root);
  put(root, { [`${unit}/environment.yaml`]: 'cluster: test\n' });
  return root;
}

export function put(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** The environment as an earlier run left it. */
export function generated(root: string, files: Readonly<Record<string, string>>): void {
  const { problems } = writeFileSet(root, compare(root, fileSet(files)));
  if (problems.length > 0) throw new Error(problems[0]?.message);
}

/** Every file below a folder with its text; links and empty directories by what they are. */
export function contents(path: string): Record<string, string> {
  const found: Record<string, string> = {};
  const walk = (inside: string) => {
    const entries = readdirSync(join(path, inside), { withFileTypes: true });
    if (entries.length === 0 && inside !== '') found[inside] = '(empty directory)';
    for (const entry of entries) {
      const below = join(inside, entry.name);
      if (entry.isDirectory()) walk(below);
      else found[below] = entry.isFile() ? readFileSync(join(path, below), 'utf8') : '(link)';
    }
  };
  if (lstatSync(path, { throwIfNoEntry: false })) walk('');
  return found;
}

/** What a write of these files leaves in the generated folder, inventory included. */
export function asWritten(files: Readonly<Record<string, string>>): Record<string, string> {
  const root = temporaryRoot();
  generated(root, files);
  return contents(join(root, folder));
}
