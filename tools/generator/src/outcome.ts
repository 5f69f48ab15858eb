import type { Problem } from './problem.ts';
import { type Changes, isCurrent } from './write/changes.ts';

/** One run as plain data: everything that is told about it. */
export interface Outcome {
  readonly command: 'generate' | 'check';
  /** In the order in which they are told. */
  readonly units: readonly UnitOutcome[];
  /** The text of the files that problems point into, by their paths. A problem whose file is not among them has no frame. */
  readonly sources: ReadonlyMap<string, string>;
  readonly milliseconds: number;
}

/** What can fail by itself; a layer where no environment uses it. In the order in which they are counted. */
export const unitKinds = ['environment', 'cluster', 'layer'] as const;

/** What became of one of them. */
export interface UnitOutcome {
  /** `environments/workfx-ka` */
  readonly unit: string;
  readonly kind: (typeof unitKinds)[number];
  /** `gone`: only what was generated from it is left. */
  readonly source: 'present' | 'gone';
  readonly problems: readonly Problem[];
  /** Left out where problems were found before there was anything to compare. */
  readonly changes?: Changes;
  /** Files edited by hand or not ours that a forced run overwrote or deleted. */
  readonly overwritten: readonly string[];
  /** Of an environment. */
  readonly components?: number;
  /** Of an environment. */
  readonly waves?: number;
  readonly milliseconds: number;
}

/** `failed`: has errors, so nothing was written. `gone`: was removed, or has to be. `changed`: was written, or has to be. */
type State = 'failed' | 'gone' | 'changed' | 'current';

export function stateOf({ problems, source, changes }: UnitOutcome): State {
  if (problems.some(({ severity }) => severity === 'error')) return 'failed';
  if (source === 'gone') return 'gone';
  return changes && !isCurrent(changes) ? 'changed' : 'current';
}

/** 1 where something has errors, and where a check finds anything that is not as it would be generated. */
export function exitCode({ command, units }: Outcome): 0 | 1 {
  const fine: readonly State[] = command === 'check' ? ['current'] : ['current', 'changed', 'gone'];
  return units.every((unit) => fine.includes(stateOf(unit))) ? 0 : 1;
}
