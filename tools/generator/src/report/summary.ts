import { type Outcome, stateOf, type UnitOutcome, unitKinds } from '../outcome.ts';
import { distinctProblems } from './distinct-problems.ts';
import { count, list } from './words.ts';

/** `2 errors and 1 warning in 1 of 5 environments; nothing was written there` */
export function summary({ command, units }: Outcome): string {
  const concerned = units.filter(({ problems }) => problems.length > 0);
  const failed = units.filter((unit) => stateOf(unit) === 'failed');
  const found = `${countProblems(units)}${units.length === 1 ? '' : ` in ${share(concerned, units)}`}`;
  if (command === 'check' || failed.length === 0) return found;
  if (failed.length === units.length) return `${found}; nothing was written`;
  return `${found}; nothing was written ${failed.length === concerned.length ? 'there' : 'where there are errors'}`;
}

function countProblems(units: readonly UnitOutcome[]): string {
  const all = distinctProblems(units).map(({ problem }) => problem.severity);
  const errors = all.filter((severity) => severity === 'error').length;
  const warnings = all.length - errors;
  return list([...(errors > 0 ? [count(errors, 'error')] : []), ...(warnings > 0 ? [count(warnings, 'warning')] : [])]);
}

function share(concerned: readonly UnitOutcome[], units: readonly UnitOutcome[]): string {
  const shares: string[] = [];
  for (const kind of unitKinds) {
    const some = concerned.filter((unit) => unit.kind === kind).length;
    const all = units.filter((unit) => unit.kind === kind).length;
    if (some > 0) shares.push(some < all ? `${some} of ${count(all, kind)}` : `${all > 1 ? 'all ' : ''}${count(all, kind)}`);
  }
  return list(shares);
}
