import type { AnyService } from '@gitops/kit';
import type { FileSet } from './model.ts';
import type { Outcome, UnitOutcome } from './outcome.ts';
import { type RenderedUnit, render } from './pipeline.ts';
import { hasErrors, type Problem } from './problem.ts';
import type { Wish } from './select.ts';
import { type Conflicts, compare } from './write/compare.ts';
import { immutableChanges } from './write/immutable-changes.ts';
import { rememberRun, sameAsLastRun } from './write/last-run.ts';
import { orphans } from './write/orphans.ts';
import { recover } from './write/recover.ts';
import { removeFileSet } from './write/remove.ts';
import { unitFolders } from './write/unit-folders.ts';
import { writeFileSet } from './write/write.ts';

export interface Run {
  /** `check` compares and writes nothing. */
  readonly command: 'generate' | 'check';
  readonly root: string;
  readonly services: readonly AnyService[];
  readonly wish: Wish;
  readonly conflicts: Conflicts;
  /** Identifies the bundle that runs; without it nothing is remembered from run to run. */
  readonly program?: string | undefined;
  onProgress(done: number, of: number): void;
}

/** Renders, then compares or writes each unit on its own: one that has errors does not stop the others. A text says what does not exist. */
export function run(request: Run): Outcome | string {
  const { command, root, wish, program } = request;
  // First of all, because everything below takes what is on disk for whole.
  const unrecovered = recoverAll(root);
  const remembers = program !== undefined && unrecovered.length === 0 && wish.folders.length === 0 && wish.environments.length === 0;
  const same = remembers ? sameAsLastRun(root, program, command) : undefined;
  if (same) return same;
  const outcome = renderAndSettle(request, unrecovered);
  if (remembers && command === 'generate' && typeof outcome !== 'string') rememberRun(root, program, outcome);
  return outcome;
}

function renderAndSettle({ command, root, services, wish, conflicts, onProgress }: Run, unrecovered: readonly Problem[]): Outcome | string {
  const start = performance.now();
  const rendering = render(root, services, wish, onProgress);
  if (typeof rendering === 'string') return rendering;
  const apply = command === 'check' ? compareUnit : writeUnit;
  const units = rendering.units.map((unit) =>
    apply(root, { ...unit, problems: [...unit.problems, ...ofUnit(unrecovered, unit.unit)] }, conflicts),
  );
  const gone = rendering.selection.everything ? orphans(root).filter(({ unit }) => !rendering.namedClusters.has(unit)) : [];
  const removed = gone.map((set) => retire(root, set, ofUnit(unrecovered, set.unit), command, conflicts));
  return { command, units: [...units, ...removed], sources: rendering.sources, milliseconds: performance.now() - start };
}

function writeUnit(root: string, unit: RenderedUnit, conflicts: Conflicts): UnitOutcome {
  return settle(unit, (files) => {
    const comparison = compare(root, files, conflicts);
    // Looked up before the files that they are about are gone.
    const warnings = immutableChanges(root, comparison);
    const written = writeFileSet(root, comparison);
    return { ...written, problems: [...warnings, ...written.problems] };
  });
}

function compareUnit(root: string, unit: RenderedUnit): UnitOutcome {
  // Whatever differs is what the check is about; none of it is in the way of anything.
  return settle(unit, (files) => {
    const comparison = compare(root, files, 'overwrite');
    return { ...comparison, problems: [...immutableChanges(root, comparison), ...comparison.problems], overwritten: [] };
  });
}

type Settled = Pick<UnitOutcome, 'problems' | 'overwritten'> & Required<Pick<UnitOutcome, 'changes'>>;

function settle({ files, unit, problems, components, waves, milliseconds }: RenderedUnit, apply: (files: FileSet) => Settled): UnitOutcome {
  const start = performance.now();
  const kind = kindOf(unit);
  const common = { unit, kind, source: 'present', ...(kind === 'environment' ? { components, waves } : {}) } as const;
  if (!files || hasErrors(problems)) return { ...common, problems, overwritten: [], milliseconds };
  const { problems: found, changes, overwritten } = apply(files);
  return { ...common, problems: [...problems, ...found], changes, overwritten, milliseconds: milliseconds + performance.now() - start };
}

/** What was generated from a file that is gone goes too. */
function retire(root: string, set: FileSet, found: readonly Problem[], command: Run['command'], conflicts: Conflicts): UnitOutcome {
  const start = performance.now();
  const common = { unit: set.unit, kind: kindOf(set.unit), source: 'gone' } as const;
  if (hasErrors(found)) return { ...common, problems: found, overwritten: [], milliseconds: 0 };
  const comparison = compare(root, set, command === 'check' ? 'overwrite' : conflicts);
  const { problems, changes, overwritten } = command === 'check' ? { ...comparison, overwritten: [] } : removeFileSet(root, comparison);
  return { ...common, problems: [...found, ...problems], changes, overwritten, milliseconds: performance.now() - start };
}

/** Clears what killed runs left beside any generated folder. */
function recoverAll(root: string): Problem[] {
  return unitFolders(root).flatMap((unit) => recover(root, { unit, folder: `${unit}/generated` }));
}

function ofUnit(problems: readonly Problem[], unit: string): Problem[] {
  return problems.filter((problem) => problem.unit === unit);
}

function kindOf(unit: string): UnitOutcome['kind'] {
  if (unit.startsWith('clusters/')) return 'cluster';
  return unit.startsWith('environments/layers/') ? 'layer' : 'environment';
}
