import { exitCode, type Outcome, stateOf, type UnitOutcome } from '../outcome.ts';
import type { Changes } from '../write/changes.ts';

/** The same for programs: one object, its fields always in the same order. `version` grows when a field changes its meaning or goes. */
export function outcomeJson(outcome: Outcome): string {
  const { command, units, milliseconds } = outcome;
  const told = { version: 1, command, exitCode: exitCode(outcome), milliseconds: Math.round(milliseconds), units: units.map(tellUnit) };
  return `${JSON.stringify(told, null, 2)}\n`;
}

function tellUnit(outcome: UnitOutcome) {
  const { unit, kind, source, components, waves, milliseconds, problems, changes, overwritten } = outcome;
  return {
    unit,
    kind,
    source,
    state: stateOf(outcome),
    components,
    waves,
    milliseconds: Math.round(milliseconds),
    problems: problems.map(({ code, severity, message, hint, at }) => ({
      code,
      severity,
      message,
      hint,
      at: at && { file: at.file, line: at.line, column: at.column, length: at.length },
    })),
    changes: changes && tellChanges(changes),
    overwritten,
  };
}

/** Unchanged files are only counted: they are most of them. */
function tellChanges({ added, changed, removed, unchanged, edited, foreign, missing, inventory }: Changes) {
  return { added, changed, removed, edited, foreign, missing, unchanged: unchanged.length, inventory };
}
