import { mkdirSync, writeFileSync } from 'node:fs';
import type { AnyService } from '@gitops/kit';
import { publications } from '../publish/publications.ts';
import { list } from '../report/words.ts';
import { repositoryRoot } from './repository-root.ts';

/** Writes what is made for people and their editors, into the repository around the current folder, and names it. */
export function publish(what: 'schemas' | 'docs', services: readonly AnyService[]): number {
  const root = repositoryRoot(process.cwd()) ?? process.cwd();
  const files = publications(services)[what];
  for (const [path, text] of files) {
    const file = `${root}/${path}`;
    mkdirSync(file.slice(0, file.lastIndexOf('/')), { recursive: true });
    writeFileSync(file, text);
  }
  process.stdout.write(`${list(files.map(([path]) => path))} written\n`);
  return 0;
}
