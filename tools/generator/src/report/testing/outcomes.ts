import type { Outcome, UnitOutcome } from '../../outcome.ts';
import type { Problem } from '../../problem.ts';
import type { Changes } from '../../write/changes.ts';

const current: Changes = {
  added: [],
  changed: [],
  removed: [],
  unchanged: ['argocd/Chart.yaml'],
  edited: [],
  foreign: [],
  missing: [],
  inventory: 'current',
};

export function changes(some: Partial<Changes>): Changes {
  return { ...current, inventory: 'stale', ...some };
}

export function paths(number: number, name = 'file'): string[] {
  return Array.from({ length: number }, (_, i) => `manifests/${name}-${String(i + 1).padStart(2, '0')}.yaml`);
}

/** An environment that is as it would be generated. */
export function environment(name: string, some: Partial<UnitOutcome> = {}): UnitOutcome {
  return {
    unit: `environments/${name}`,
    kind: 'environment',
    source: 'present',
    problems: [],
    changes: current,
    overwritten: [],
    components: 9,
    waves: 4,
    milliseconds: 42,
    ...some,
  };
}

export function cluster(name: string, some: Partial<UnitOutcome> = {}): UnitOutcome {
  return { ...environment(name), unit: `clusters/${name}`, kind: 'cluster', components: undefined, waves: undefined, ...some };
}

/** A problem whose code does not matter. */
export function anyProblem(message: string, some: Partial<Problem> = {}): Problem {
  return { code: 'write-failed', severity: 'error', message, unit: 'environments/ka', ...some };
}

export function outcome(units: readonly UnitOutcome[], some: Partial<Outcome> = {}): Outcome {
  return { command: 'generate', units, sources: new Map(), milliseconds: 314, ...some };
}
