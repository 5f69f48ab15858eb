import { type Outcome, stateOf, type UnitOutcome } from '../outcome.ts';
import { harmless } from './cells.ts';
import type { Palette } from './colour.ts';
import { count, countUnits, seconds } from './words.ts';

/** What a run wrote and removed: a line for each environment and cluster that changed, the others in the last line. */
export function changesText({ units, milliseconds }: Outcome, palette: Palette): string {
  const told = units.filter((unit) => ['changed', 'gone'].includes(stateOf(unit)));
  const rows = told.map((unit) => [unit.unit, counts(unit), contents(unit), seconds(unit.milliseconds)]);
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  const lines = told.flatMap((unit, index) => [
    (rows[index] ?? []).map((text, column) => paint(text, column, widths[column] ?? 0, palette)).join('   '),
    ...overwritten(unit, palette),
  ]);
  return `${[...lines, total(units, milliseconds)].join('\n')}\n`;
}

/** `+12 −1 ~3`: added, removed, changed. */
function counts({ changes }: UnitOutcome): string {
  if (!changes) return '';
  const { added, removed, changed } = changes;
  const numbers: [string, readonly string[]][] = [
    ['+', added],
    ['−', removed],
    ['~', changed],
  ];
  const text = numbers.flatMap(([sign, paths]) => (paths.length > 0 ? [`${sign}${paths.length}`] : [])).join(' ');
  return text || 'inventory.json';
}

function contents({ kind, source, components, waves }: UnitOutcome): string {
  if (source === 'gone') return `removed: it has no ${kind}.yaml any more`;
  if (components === undefined || waves === undefined) return '';
  return `${count(components, 'component')} in ${count(waves, 'wave')}`;
}

function paint(text: string, column: number, width: number, palette: Palette): string {
  const padding = ' '.repeat(Math.max(0, width - text.length));
  if (column === 0) return palette.bold(text) + padding;
  if (column === 3) return palette.dim(text);
  if (column === 2) return text + padding;
  return text.replaceAll(/\+\d+/g, palette.green).replaceAll(/−\d+/g, palette.red).replaceAll(/~\d+/g, palette.yellow) + padding;
}

function overwritten(unit: UnitOutcome, palette: Palette): string[] {
  const deleted = new Set(unit.changes?.removed);
  return unit.overwritten.map((path) => `  ${palette.yellow(deleted.has(path) ? 'deleted' : 'overwritten')} ${harmless(path)}`);
}

function total(units: readonly UnitOutcome[], milliseconds: number): string {
  const words = { changed: 'written', gone: 'removed', current: 'unchanged', failed: 'failed' } as const;
  const parts = (['changed', 'gone', 'current', 'failed'] as const).flatMap((state) => {
    const those = units.filter((unit) => stateOf(unit) === state);
    return those.length > 0 ? [`${countUnits(those)} ${words[state]}`] : [];
  });
  return `${parts.join(', ') || 'nothing to do'} (${seconds(milliseconds)})`;
}
