import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const source = fileURLToPath(new URL('../generator/src', import.meta.url));
const stages = ['parse', 'resolve', 'build', 'plan', 'check', 'write', 'report'];

/** The folders of the generator that the code of a stage imports from. */
function importedBy(stage: string): string[] {
  const files = readdirSync(`${source}/${stage}`, { recursive: true, encoding: 'utf8' });
  const code = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !/(^|\/)testing\//.test(file));
  return code.flatMap((file) => {
    const imports = [...readFileSync(`${source}/${stage}/${file}`, 'utf8').matchAll(/ from '(\.[^']+)'/g)];
    return imports.map(([, path = '']) => posix.join(posix.dirname(`${stage}/${file}`), path).split('/')[0] ?? '');
  });
}

test.each(stages)('%s imports nothing of a later stage', (stage) => {
  const imported = importedBy(stage);
  expect(imported).not.toEqual([]);
  expect(stages.slice(stages.indexOf(stage) + 1).filter((later) => imported.includes(later))).toEqual([]);
});
