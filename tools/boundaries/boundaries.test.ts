import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { put } from '../generator/testing/repository.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const biome = join(root, 'node_modules/.bin/biome');

/** The rules that our configuration of Biome finds broken in a file at that place. */
function broken(file: string, source: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'boundaries-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const name of ['biome.json', '.gitignore']) copyFileSync(join(root, name), join(folder, name));
  put(folder, { [file]: source });
  const { stdout } = spawnSync(biome, ['lint', '--reporter=json', dirname(file)], { cwd: folder, encoding: 'utf8' });
  return [...stdout.matchAll(/"category":\s*"(lint\/[^"]+)"/g)].map(([, category]) => category ?? '');
}

const importing = (specifier: string) => `import { thing } from '${specifier}';\nexport const other = thing;\n`;

describe('imports point one way', () => {
  test.each([
    ['packages/kit/src/wrong.ts', '@gitops/connections'],
    ['packages/kit/src/wrong.ts', '../../services/redis/redis.ts'],
    ['packages/yaml/src/wrong.ts', '../../../tools/generator/src/model.ts'],
    ['packages/argocd/src/wrong.ts', '@gitops/connections'],
    ['packages/connections/src/wrong.ts', '../../services/redis/redis.ts'],
    ['packages/connections/src/wrong.ts', '@gitops/argocd'],
    ['packages/services/redis/wrong.ts', '../kafka/kafka.ts'],
    ['packages/services/redis/wrong.ts', '@gitops/workfx'],
    ['packages/services/redis/wrong.ts', '../../../tools/generator/src/model.ts'],
    ['packages/workfx/src/wrong.ts', '../../../apps/workfx-api/workfx-api.ts'],
    ['apps/workfx-api/wrong.ts', '@gitops/argocd'],
    ['apps/workfx-api/wrong.ts', '../../tools/generator/src/model.ts'],
  ])('%s must not import %s', (file, specifier) => {
    expect(broken(file, importing(specifier))).toContain('lint/style/noRestrictedImports');
  });

  test.each([
    ['packages/connections/src/right.ts', '@gitops/kit'],
    ['packages/services/redis/right.ts', '@gitops/connections'],
    ['packages/services/redis/right.ts', 'kubernetes-models/apps/v1/StatefulSet'],
    ['apps/workfx-api/right.ts', '@gitops/workfx'],
    ['tools/generator/src/plan/right.ts', '@gitops/argocd'],
  ])('%s may import %s', (file, specifier) => {
    expect(broken(file, importing(specifier))).toEqual([]);
  });
});

test('builders do not read the environment of the process', () => {
  expect(broken('packages/services/redis/wrong.ts', 'export const home = process.env.HOME;\n')).toContain('lint/style/noProcessEnv');
});

test('no folder is called utils, common, helpers or shared', () => {
  const { stdout } = spawnSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' });
  expect(stdout.split('\n').filter((file) => /(^|\/)(utils?|common|helpers?|shared|misc)\//.test(file))).toEqual([]);
});
