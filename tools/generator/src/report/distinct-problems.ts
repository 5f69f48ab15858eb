import type { UnitOutcome } from '../outcome.ts';
import type { Problem } from '../problem.ts';

/** A problem and all environments and clusters that have it. */
interface DistinctProblem {
  readonly problem: Problem;
  readonly units: readonly string[];
}

/** A problem of a file that several environments share, such as a layer, is one problem: it is told and counted once. */
export function distinctProblems(units: readonly UnitOutcome[]): readonly DistinctProblem[] {
  const distinct = new Map<string, { problem: Problem; units: string[] }>();
  for (const { unit, problems } of units) {
    for (const problem of problems) {
      const { code, at, message, hint } = problem;
      const key = JSON.stringify([code, at, message, hint]);
      const known = distinct.get(key);
      if (!known) distinct.set(key, { problem, units: [unit] });
      else if (!known.units.includes(unit)) known.units.push(unit);
    }
  }
  return [...distinct.values()];
}
