import type { FileSet } from '../model.ts';
import type { Changes } from './changes.ts';
import { listFiles, readBytes } from './disk.ts';
import { hashOf, type Inventory, inventoryFile } from './inventory.ts';

/** Sorts every path into what writing would do to it, and what is on disk into ours and not ours. */
export function classify(root: string, { folder, files }: FileSet, inventory: Inventory): Omit<Changes, 'inventory'> {
  const disk = listFiles(`${root}/${folder}`);
  const added: string[] = [];
  const changed: string[] = [];
  const removed: string[] = [];
  const unchanged: string[] = [];
  const edited: string[] = [];
  const foreign: string[] = [];
  const present = new Set<string>();
  for (const path of disk.files) {
    if (path === inventoryFile) continue;
    const bytes = readBytes(`${root}/${folder}/${path}`);
    if (bytes === undefined) continue;
    present.add(path);
    const planned = files.get(path);
    if (planned !== undefined && bytes.equals(Buffer.from(planned))) {
      unchanged.push(path);
      continue;
    }
    (planned === undefined ? removed : changed).push(path);
    const recorded = inventory.get(path);
    if (recorded === undefined) foreign.push(path);
    else if (recorded !== hashOf(bytes)) edited.push(path);
  }
  for (const path of disk.others) {
    present.add(path);
    foreign.push(path);
    (files.has(path) ? changed : removed).push(path);
  }
  for (const path of files.keys()) if (!present.has(path)) added.push(path);
  const missing = [...inventory.keys()].filter((path) => !present.has(path));
  for (const paths of [added, changed, removed, unchanged, edited, foreign, missing]) paths.sort();
  return { added, changed, removed, unchanged, edited, foreign, missing };
}
