import { mkdirSync, writeFileSync } from 'node:fs';
import type { AnyService } from '@gitops/kit';
import { publications } from '../publish/publications.ts';

/** Writes what is made for people and their editors, into the current folder. */
export function publish(what: 'schemas' | 'docs', services: readonly AnyService[]): number {
  for (const [file, text] of publications(services)[what]) {
    mkdirSync(file.slice(0, file.lastIndexOf('/')), { recursive: true });
    writeFileSync(file, text);
  }
  return 0;
}
