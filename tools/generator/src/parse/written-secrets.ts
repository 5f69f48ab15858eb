import { type Location, type Problem, problem } from '../problem.ts';
import { didYouMean } from './did-you-mean.ts';
import { findSecret, isHarmless, saysSecret } from './plaintext.ts';
import { readable } from './schema-problems.ts';
import type { Path, YamlFile } from './yaml-file.ts';

interface Written {
  readonly what: string;
  readonly reason: string;
  readonly at: Location;
}

/** Secrets that a person wrote into a file. `shown` is the text without them: no frame repeats one. */
export function writtenSecrets(
  file: string,
  text: string,
  unit: string,
  yaml: YamlFile | undefined,
): { problems: Problem[]; shown: string } {
  const looking = lookingLikeSecrets(file, text);
  const named = yaml ? namedLikeSecrets(yaml).filter(({ at }) => looking.every((each) => each.at.line !== at.line)) : [];
  const found = [...looking, ...named];
  return {
    problems: found.map(({ what, reason, at }) => problem('plaintext-secret', { unit, at }, { what, reason })),
    shown: found.length > 0 ? hide(text, found) : text,
  };
}

/** Comments count: whoever reads the repository reads them too. */
function lookingLikeSecrets(file: string, text: string): Written[] {
  if (!findSecret(text)) return [];
  return text.split('\n').flatMap((source, index) => {
    const found = findSecret(source);
    if (!found) return [];
    const at = { file, line: index + 1, column: found.start + 1, length: found.end - found.start };
    return [{ what: 'This line', reason: `it holds what looks like ${found.what}`, at }];
  });
}

function namedLikeSecrets(yaml: YamlFile): Written[] {
  return [...texts(yaml.value, [])].flatMap(({ path, name, value }) => {
    const at = saysSecret(name) && !isHarmless(value) && !isName(path, value) ? yaml.find(path) : undefined;
    return at ? [{ what: readable(path), reason: 'its name says that it is a secret', at }] : [];
  });
}

interface Text {
  readonly path: Path;
  /** The key of the value, or the name beside it, as variables are listed. */
  readonly name: string;
  readonly value: string;
}

function* texts(value: unknown, path: Path, name = String(path.at(-1) ?? '')): Iterable<Text> {
  if (typeof value === 'string' || typeof value === 'number') yield { path, name, value: String(value) };
  if (typeof value !== 'object' || value === null) return;
  const beside = 'name' in value && typeof value.name === 'string' ? value.name : 'value';
  for (const [key, entry] of Object.entries(value)) yield* texts(entry, [...path, key], key === 'value' ? beside : key);
}

/** Where the name of a Secret or of one of its keys is wanted: options such as `superuserSecret` take one. */
function isName(path: Path, value: string): boolean {
  const [first, , key] = path;
  // One that is mistyped is reported as such.
  const section = path.length > 1 ? didYouMean(String(first), ['secrets', 'components']) : first;
  if (section === 'secrets' || (section === 'components' && key === 'secret')) return true;
  return (
    /^secret$|(?<!client)Secret$|(existing|pull|tls)[-_.]secret$/.test(String(path.at(-1))) &&
    /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(value)
  );
}

function hide(text: string, secrets: readonly Written[]): string {
  const lines = text.split('\n');
  for (const { at } of secrets) {
    const source = lines[at.line - 1] ?? '';
    // A text of several lines has no length here; then all of its first line is hidden.
    const end = at.length > 1 ? at.column - 1 + at.length : source.length;
    lines[at.line - 1] = `${source.slice(0, at.column - 1)}${'*'.repeat(end - at.column + 1)}${source.slice(end)}`;
  }
  return lines.join('\n');
}
