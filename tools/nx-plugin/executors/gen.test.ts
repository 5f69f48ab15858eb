import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';

const run: (options: object, context: object) => Promise<{ success: boolean }> = createRequire(import.meta.url)('./gen.cjs');

/** What the generator finds in its environment when Nx runs it with this one. */
async function forcedColour(env: Readonly<Record<string, string>>): Promise<unknown> {
  const root = mkdtempSync(join(tmpdir(), 'executor-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  mkdirSync(join(root, 'tools/generator/dist'), { recursive: true });
  writeFileSync(
    join(root, 'tools/generator/dist/gen.cjs'),
    "require('node:fs').writeFileSync('out.json', JSON.stringify([process.env.FORCE_COLOR ?? null, ...process.argv.slice(2)]))",
  );
  vi.stubEnv('NO_COLOR', '');
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  expect(await run({ run: 'check', __unparsed__: ['--env', 'one'] }, { root })).toEqual({ success: true });
  return JSON.parse(readFileSync(join(root, 'out.json'), 'utf8'));
}

test('a person who wants no colours gets none, though Nx forces them on every task', async () => {
  expect(await forcedColour({ FORCE_COLOR: 'true', NO_COLOR: '1' })).toEqual([null, 'check', '--env', 'one']);
  expect(await forcedColour({ FORCE_COLOR: 'true' })).toEqual(['true', 'check', '--env', 'one']);
});
