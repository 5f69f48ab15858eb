import { mkdirSync, writeFileSync } from 'node:fs';
import type { AnyService } from '@gitops/kit';
import { publications } from '../publish/publications.ts';
import { repositoryRoot } from './repository-root.ts';

/** Writes what is made for people and their editors, into the repository around the current folder. */
export function publish(what: 'schemas' | 'docs', services: readonly AnyService[]): number {
  const root = repositoryRoot(process.cwd()) ?? process.cwd();
  for (const [path, text] of publications(services)[what]) {
    const file = `${root}/${path}`;
    mkdirSync(file.slice(0, file.lastIndexOf('/')), { recursive: true });
    writeFileSync(file, text);
  }
  return 0;
}
