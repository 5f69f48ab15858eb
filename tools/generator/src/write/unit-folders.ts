import { existsSync, readdirSync } from 'node:fs';

/** Every folder that is or was an environment or a cluster. */
export function unitFolders(root: string): string[] {
  return ['clusters', 'environments'].flatMap((parent) => foldersIn(`${root}/${parent}`).map((name) => `${parent}/${name}`));
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return entries.map(({ name }) => name).sort();
}
