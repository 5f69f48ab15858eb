import { grouped } from '../grouped.ts';
import type { Outcome, UnitOutcome } from '../outcome.ts';
import type { Problem } from '../problem.ts';
import { harmless } from './cells.ts';
import type { Palette } from './colour.ts';
import { distinctProblems } from './distinct-problems.ts';
import { frame } from './frame.ts';
import { summary } from './summary.ts';
import { list } from './words.ts';

/** Every problem below the environments or clusters that it concerns, then how many there are. Empty where there are none. */
export function problemsText(outcome: Outcome, palette: Palette): string {
  const groups = groupByUnits(outcome.units);
  if (groups.length === 0) return '';
  const texts = groups.flatMap(({ heading, problems }) => [
    palette.bold(heading),
    ...problems.sort(byPlace).map((problem) => indent(describe(problem, outcome.sources, palette))),
  ]);
  return `${[...texts, palette.bold(summary(outcome))].join('\n\n')}\n`;
}

function groupByUnits(outcomes: readonly UnitOutcome[]) {
  const groups = grouped(distinctProblems(outcomes).map(({ problem, units }) => [units.join('\n'), problem] as const));
  return [...groups].map(([units, problems]) => ({ heading: nameSome(units.split('\n')), problems }));
}

function describe({ at, unit, severity, code, message, hint }: Problem, sources: Outcome['sources'], palette: Palette): string {
  const place = at ? `${at.file}:${at.line}:${at.column}` : unit;
  const source = at && sources.get(at.file);
  const paint = severity === 'error' ? palette.red : palette.yellow;
  const lines = [
    ...harmless(message).split('\n'),
    ...(at && source !== undefined ? frame(source, at, palette) : []),
    ...(hint ? harmless(hint).split('\n') : []),
  ];
  return [`${harmless(place)}  ${paint(severity)}  ${palette.bold(code)}`, ...lines.map(indent)].join('\n');
}

function byPlace({ at: a }: Problem, { at: b }: Problem): number {
  if (!a || !b) return Number(!a) - Number(!b);
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}

function nameSome(units: readonly string[]): string {
  if (units.length <= 5) return list(units);
  return list([...units.slice(0, 4), `${units.length - 4} more`]);
}

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ');
}
