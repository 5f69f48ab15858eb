import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bundle } from './bundle.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bundle-'));
  mkdirSync(join(root, 'src'));
});
afterEach(() => rmSync(root, { recursive: true }));

async function bundled(code: string): Promise<string[]> {
  writeFileSync(join(root, 'src/redis.conf'), 'maxmemory 100mb\n');
  writeFileSync(join(root, 'src/main.ts'), `import conf from './redis.conf';\n${code}`);
  await bundle({ entry: join(root, 'src/main.ts'), folder: join(root, 'dist'), name: 'gen' });
  return readdirSync(join(root, 'dist')).sort();
}

function start(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist/gen.cjs'), ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

const echo = 'export const run = async (argv: readonly string[]) => { process.stdout.write(conf + argv.join()); return 3; };';

test('the program gets the arguments, has configuration files as text, and its number is the exit code', async () => {
  expect(await bundled(echo)).toHaveLength(3);
  expect(start('generate', '--env', 'one')).toEqual({ status: 3, stdout: 'maxmemory 100mb\ngenerate,--env,one', stderr: '' });
});

test('a changed program of the same length is not run from the old code cache', async () => {
  await bundled(echo);
  const before = await bundled(echo.replace('return 3', 'return 4'));
  expect(start().status).toBe(4);
  expect(before.filter((file) => file.endsWith('.cache'))).toHaveLength(1);
});

test.for([
  { state: 'missing', damage: (cache: string) => rmSync(cache) },
  { state: 'truncated', damage: (cache: string) => truncateSync(cache, 500) },
])('it starts with a $state code cache', async ({ damage }) => {
  const files = await bundled(echo);
  damage(join(root, 'dist', files.find((file) => file.endsWith('.cache')) ?? ''));
  expect(start().status).toBe(3);
});

test('an error names the file it comes from', async () => {
  await bundled("export const run = () => { throw new Error('no such thing'); };");
  const { status, stderr } = start();
  expect(status).toBe(1);
  expect(stderr).toMatch(/Error: no such thing\n\s+at .*gen-[0-9a-f]{16}\.cjs:\d+/);
});
