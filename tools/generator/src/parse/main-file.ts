import { lstatSync } from 'node:fs';
import { namesIn } from '../names-in.ts';

/** The file that a person writes in a folder of `environments` or `clusters`. */
export function mainFileOf(unit: string): string {
  return unit.startsWith('clusters') ? 'cluster.yaml' : 'environment.yaml';
}

/** Whether a person means the folder to be an environment or a cluster, be its file a broken link or named almost right. */
export function hasMainFile(folder: string, main: string): boolean {
  return lstatSync(`${folder}/${main}`, { throwIfNoEntry: false }) !== undefined || misnamedFile(folder, main) !== undefined;
}

/** What stands in the place of the file: `environment.yml` or `Environment.yaml`. */
export function misnamedFile(folder: string, main: string): string | undefined {
  const plain = (name: string) => name.toLowerCase().replace(/\.yml$/, '.yaml');
  return namesIn(folder).find((name) => name !== main && plain(name) === plain(main));
}
