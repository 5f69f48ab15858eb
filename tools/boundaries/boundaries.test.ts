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

describe('a builder knows what it is given, and nothing else', () => {
  test.each([
    ['variables of the process', 'packages/services/redis', 'export const home = process.env.HOME;', 'lint/style/noProcessEnv'],
    ['the process', 'apps/workfx-api', 'export const where = process.cwd();', 'lint/style/noRestrictedGlobals'],
    ['the time', 'packages/kit/src', 'export const now = new Date();', 'lint/style/noRestrictedGlobals'],
    ['files', 'packages/services/redis', "export { readFileSync } from 'node:fs';", 'lint/correctness/noNodejsModules'],
  ])('not %s', (_, folder, source, rule) => {
    expect(broken(`${folder}/wrong.ts`, `${source}\n`)).toContain(rule);
  });

  test.each(['right.test.ts', 'testing/right.ts'])('unlike its tests: %s', (file) => {
    expect(broken(`packages/services/redis/${file}`, "export { readFileSync } from 'node:fs';\n")).toEqual([]);
  });
});

describe('nowhere', () => {
  test.each([
    ['a default export', 'export default 1;', 'lint/style/noDefaultExport'],
    ['an enum', 'export enum Size { Small }', 'lint/style/noEnum'],
    ['a non-null assertion', 'export const first = (list: string[]): string => list[0]!;', 'lint/style/noNonNullAssertion'],
    ['any', 'export const anything: any = 1;', 'lint/suspicious/noExplicitAny'],
    ['a type where an interface would do', 'export type Size = { small: number };', 'lint/style/useConsistentTypeDefinitions'],
    ['a file of more than 250 lines', 'export const one = 1;\n'.repeat(251), 'lint/style/noExcessiveLinesPerFile'],
  ])('%s', (_, source, rule) => {
    expect(broken('tools/generator/src/wrong.ts', `${source}\n`)).toContain(rule);
    expect(broken('packages/services/redis/wrong.test.ts', `${source}\n`)).toContain(rule);
  });
});

test('no folder is called utils, common, helpers or shared', () => {
  const { stdout } = spawnSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' });
  expect(stdout.split('\n').filter((file) => /(^|\/)(utils?|common|helpers?|shared|misc)\//.test(file))).toEqual([]);
});
