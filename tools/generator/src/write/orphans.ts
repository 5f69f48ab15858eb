import { existsSync } from 'node:fs';
import type { FileSet } from '../model.ts';
import { hasMainFile, mainFileOf } from '../parse/main-file.ts';
import { inventoryFile } from './inventory.ts';
import { unitFolders } from './unit-folders.ts';

/** Folders that were generated from a file that is gone: file sets without files, so that nothing of them will be left. */
export function orphans(root: string): FileSet[] {
  return unitFolders(root)
    .filter((unit) => existsSync(`${root}/${unit}/generated/${inventoryFile}`) && !hasMainFile(`${root}/${unit}`, mainFileOf(unit)))
    .map((unit) => ({ folder: `${unit}/generated`, unit, files: new Map() }));
}
