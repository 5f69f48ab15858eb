import { existsSync } from 'node:fs';
import type { FileSet } from '../model.ts';
import { inventoryFile } from './inventory.ts';
import { mainFile, unitFolders } from './unit-folders.ts';

/** Folders that were generated from a file that is gone: file sets without files, so that nothing of them will be left. */
export function orphans(root: string): FileSet[] {
  return unitFolders(root)
    .filter((unit) => !existsSync(`${root}/${mainFile(unit)}`) && existsSync(`${root}/${unit}/generated/${inventoryFile}`))
    .map((unit) => ({ folder: `${unit}/generated`, unit, files: new Map() }));
}
