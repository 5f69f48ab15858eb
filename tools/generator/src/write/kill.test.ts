import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compare } from './compare.ts';
import { recover } from './recover.ts';
import { asWritten, contents, generated, put, temporaryRoot } from './testing/disk.ts';
import { type Ending, killChild, runChild } from './testing/run-child.ts';
import { fileSet, folder, newer, older, unit } from './testing/states.ts';
import { writeFileSet } from './write.ts';

const old = asWritten(older);
const next = asWritten(newer);

type States = readonly Record<string, string>[];

/** After recovering, the folder is one of these to the byte, nothing is beside it, and the next run is content. */
function expectOneOf(root: string, states: States): void {
  expect(recover(root, fileSet({}))).toEqual([]);
  expect(states).toContainEqual(contents(join(root, folder)));
  expect(Object.keys(contents(join(root, unit))).filter((path) => path.startsWith('.'))).toEqual([]);
  expect(writeFileSet(root, compare(root, fileSet(newer))).problems).toEqual([]);
  expect(contents(join(root, folder))).toEqual(next);
}

/** Runs the task in repositories prepared alike, killed before its first, second, … change of the disk until it survives. */
async function killedAtEveryStep(task: string, prepare: (root: string) => void, states: States): Promise<number> {
  for (let step = 1; ; step += 2) {
    const roots = [temporaryRoot(), temporaryRoot()];
    for (const root of roots) prepare(root);
    const endings: Ending[] = await Promise.all(roots.map((root, i) => runChild(root, `${task}:dying`, { number: step + i })));
    for (const root of roots) expectOneOf(root, states);
    if (endings.every((ending) => ending !== 'killed')) return step - 1;
  }
}

const prepare = (root: string) => generated(root, older);

test('a write killed at any step leaves the old or the new environment', async () => {
  const steps = await killedAtEveryStep('write', prepare, [old, next]);
  expect(steps).toBeGreaterThan(20);
}, 60_000);

test('the first write killed at any step leaves none or the new environment', async () => {
  const steps = await killedAtEveryStep('write', () => {}, [{}, next]);
  expect(steps).toBeGreaterThan(10);
}, 60_000);

test('a removal killed at any step leaves the old environment or none', async () => {
  const steps = await killedAtEveryStep('remove', prepare, [old, {}]);
  expect(steps).toBeGreaterThan(10);
}, 60_000);

test('recovering may be killed at any step, too', async () => {
  const beside = (name: string, files: Record<string, string>) =>
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`${unit}/.generated-${name}/${path}`, text]));
  const leftovers = { ...beside('old', old), ...beside('next', next), ...beside('trash', older) };
  const steps = await killedAtEveryStep('recover', (root) => put(root, leftovers), [old]);
  expect(steps).toBeGreaterThan(15);
}, 60_000);

test('a loop of writes killed at random moments always leaves the old or the new environment', async () => {
  const root = temporaryRoot();
  generated(root, older);
  for (let kill = 0; kill < 25; kill++) {
    await killChild(root, 'write-for-ever', Math.random() * 20);
    expectOneOf(root, [old, next]);
  }
}, 60_000);
