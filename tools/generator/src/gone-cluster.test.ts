import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repository } from '../testing/repository.ts';
import { shop } from '../testing/shop.ts';
import { run } from './run.ts';

const project = 'clusters/harbour/generated/argocd/market/appproject.yaml';

function generate(root: string): string[] {
  const wish = { folders: [], environments: [] };
  const outcome = run({ command: 'generate', root, services: shop, wish, conflicts: 'refuse', onProgress() {} });
  if (typeof outcome === 'string') throw new Error(outcome);
  return outcome.units.flatMap(({ problems }) => problems.map(({ code }) => code));
}

test('what a cluster syncs stays while an environment names it, though its file is gone', () => {
  const root = repository();
  generate(root);
  rmSync(join(root, 'clusters/harbour/cluster.yaml'));
  expect(generate(root)).toEqual(['unknown-cluster']);
  expect(existsSync(join(root, project))).toBe(true);
});

test('it goes with the last of its environments', () => {
  const root = repository();
  generate(root);
  rmSync(join(root, 'clusters/harbour/cluster.yaml'));
  rmSync(join(root, 'environments/market/environment.yaml'));
  expect(generate(root)).toEqual([]);
  expect(existsSync(join(root, project))).toBe(false);
});
