import copy from './scripts/copy.sh';
import fetch from './scripts/fetch.sh';
import mark from './scripts/mark.sh';
import upload from './scripts/upload.sh';
import watch from './scripts/watch.sh';
import type { Source } from './sources.ts';

/** The files that the Pods find in `/scripts`: those of the sources that there are, and those of mc. */
export function scriptsOf(sources: readonly Source[]): Record<string, string> {
  const files: Record<string, string> = { 'copy.sh': copy, 'fetch.sh': fetch, 'mark.sh': mark, 'upload.sh': upload, 'watch.sh': watch };
  for (const { name, dump, load } of sources) {
    files[`dump-${name}.sh`] = dump;
    files[`load-${name}.sh`] = load;
  }
  return files;
}
