import { readBytes } from './disk.ts';
import { hashOf, inventoryFile, readInventory } from './inventory.ts';

/**
 * The files that a cluster's folder holds for these environments, which can't be rendered now: they stay as they are. Only those that are
 * as we wrote them; whatever else is there is not ours to plan, and comparing will find it.
 */
export function keptFiles(root: string, folder: string, environments: readonly string[]): Map<string, string> {
  const kept = new Map<string, string>();
  const inventory = readInventory(readBytes(`${root}/${folder}/${inventoryFile}`)?.toString());
  if (environments.length === 0 || 'unreadable' in inventory) return kept;
  for (const [path, hash] of inventory) {
    if (!environments.some((name) => path.startsWith(`argocd/${name}/`))) continue;
    const bytes = readBytes(`${root}/${folder}/${path}`);
    if (bytes && hashOf(bytes) === hash) kept.set(path, bytes.toString());
  }
  return kept;
}
