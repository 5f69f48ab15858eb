import { type Outcome, stateOf, type UnitOutcome } from '../outcome.ts';
import type { Changes } from '../write/changes.ts';
import { harmless } from './cells.ts';
import type { Palette } from './colour.ts';
import { count, countUnits, seconds } from './words.ts';

/** How many files of one sort are named before the rest is only counted. */
const named = 10;

/** How people call the generator. */
const generate = 'npx nx run gen:environments';

/** What a check found that is not as it would be generated, and what to run. */
export function checkText({ units, milliseconds }: Outcome, palette: Palette): string {
  const stale = units.filter((unit) => ['changed', 'gone'].includes(stateOf(unit)));
  const current = units.filter((unit) => stateOf(unit) === 'current');
  const blocks = stale.map((unit) => [heading(unit, palette), ...findings(unit).flatMap(tell)].join('\n'));
  if (current.length > 0) blocks.push(`${countUnits(current)} up to date (${seconds(milliseconds)})`);
  if (stale.length > 0) blocks.push(palette.bold(advice(stale)));
  return blocks.length > 0 ? `${blocks.join('\n\n')}\n` : '';
}

function heading({ unit, kind, source }: UnitOutcome, palette: Palette): string {
  const what = source === 'gone' ? `has generated files but no ${kind}.yaml` : 'is not up to date';
  return `${palette.bold(unit)} ${palette.yellow(what)}`;
}

interface Finding {
  readonly what: string;
  readonly paths: readonly string[];
}

/** Each file once, under what matters most about it. */
function findings({ changes, source }: UnitOutcome): Finding[] {
  if (!changes) return [];
  const { added, changed, removed, edited, foreign, missing } = changes;
  const special = new Set([...edited, ...foreign, ...missing]);
  const ordinary = (paths: readonly string[]) => paths.filter((path) => !special.has(path));
  const all: Finding[] = [
    { what: 'to add', paths: ordinary(added) },
    { what: 'to change', paths: ordinary(changed) },
    { what: source === 'gone' ? 'left over' : 'to remove', paths: ordinary(removed) },
    { what: 'missing', paths: source === 'gone' ? [] : missing },
    { what: 'edited by hand', paths: edited },
    { what: 'not written by the generator', paths: foreign },
  ];
  const found = all.filter(({ paths }) => paths.length > 0);
  return found.length > 0 || source === 'gone'
    ? found
    : [{ what: changes.inventory === 'unreadable' ? "that can't be read" : 'out of date', paths: ['inventory.json'] }];
}

function tell({ what, paths }: Finding): string[] {
  const more = paths.length - named;
  return [
    `  ${count(paths.length, 'file')} ${what}`,
    ...paths.slice(0, named).map((path) => `    ${harmless(path)}`),
    ...(more > 0 ? [`    … and ${more} more`] : []),
  ];
}

function advice(stale: readonly UnitOutcome[]): string {
  const inTheWay = stale.some(({ changes }) => hasConflicts(changes));
  if (!inTheWay) return `Run "${generate}" and commit the result.`;
  return `Save what was edited by hand or is not ours, then run "${generate} --force" and commit the result.`;
}

function hasConflicts(changes: Changes | undefined): boolean {
  return changes !== undefined && (changes.edited.length + changes.foreign.length > 0 || changes.inventory === 'unreadable');
}
