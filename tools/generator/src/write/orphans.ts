import { existsSync, readdirSync } from 'node:fs';
import type { FileSet } from '../model.ts';
import { inventoryFile } from './inventory.ts';

/** Folders that were generated from a file that is gone: file sets without files, so that nothing of them will be left. */
export function orphans(root: string): FileSet[] {
  return unitFolders(root)
    .filter((unit) => !existsSync(`${root}/${unit}/${mainFile(unit)}`) && existsSync(`${root}/${unit}/generated/${inventoryFile}`))
    .map((unit) => ({ folder: `${unit}/generated`, unit, files: new Map() }));
}

/** Every folder that is or was an environment or a cluster. */
export function unitFolders(root: string): string[] {
  return ['clusters', 'environments'].flatMap((parent) => foldersIn(`${root}/${parent}`).map((name) => `${parent}/${name}`));
}

function mainFile(unit: string): string {
  return unit.startsWith('clusters/') ? 'cluster.yaml' : 'environment.yaml';
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return entries.map(({ name }) => name).sort();
}
