import { isMapping } from '../mapping.ts';
import type { Parsed } from '../parse/workspace.ts';
import type { Path } from '../parse/yaml-file.ts';
import type { Location } from '../problem.ts';

/** Where the values of a merged environment were written. Merging keeps paths, so the last file that has a path wrote its value. */
export class Origin {
  readonly #files: readonly Parsed<unknown>[];

  /** The files in the order in which they are merged: layers left to right, then the environment. */
  constructor(files: readonly Parsed<unknown>[]) {
    this.#files = files.toReversed();
  }

  /** The value, or the nearest enclosing one that a person wrote. */
  at(path: Path): Location {
    return this.#search(path, (file, steps) => file.yaml.find(steps));
  }

  /** The key of the value. */
  atKey(path: Path): Location {
    return this.#search(path, (file, steps) => file.yaml.findKey(steps));
  }

  #search(path: Path, find: (file: Parsed<unknown>, steps: Path) => Location | undefined): Location {
    for (let depth = path.length; depth > 0; depth--) {
      for (const file of this.#files) {
        const found = find(file, path.slice(0, depth));
        if (found) return found;
        // What earlier files have below it was replaced.
        if (endsWithin(file.value, path.slice(0, depth))) break;
      }
    }
    return { file: this.#files[0]?.yaml.file ?? '', line: 1, column: 1, length: 1 };
  }
}

/** Whether a value without keys stands on the way to the path. */
function endsWithin(value: unknown, path: Path): boolean {
  let inner = value;
  for (const step of path) {
    if (!isMapping(inner)) return true;
    if (!(step in inner)) return false;
    inner = inner[step];
  }
  return false;
}
