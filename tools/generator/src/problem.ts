import { catalogue } from './problems/catalogue.ts';
import type { ProblemKind } from './problems/kind.ts';

/** A place in a file that a person edits. Lines and columns count from 1, columns in UTF-16 units; `length` is at least 1. */
export interface Location {
  /** Relative to the repository, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

export function isSamePlace(one: Location, other: Location): boolean {
  return one.file === other.file && one.line === other.line && one.column === other.column && one.length === other.length;
}

/** Something wrong, as a value. */
export interface Problem {
  readonly code: ProblemCode;
  readonly severity: 'error' | 'warning';
  /** One sentence that says what is wrong, with the names involved. */
  readonly message: string;
  /** What to do about it; may have several lines, such as the lines to add. */
  readonly hint?: string;
  readonly at?: Location;
  /** Folder of the environment or cluster that can't be written because of it: `environments/workfx-ka`. */
  readonly unit: string;
}

export type ProblemCode = keyof typeof catalogue;
type FactsOf<Code extends ProblemCode> = Parameters<(typeof catalogue)[Code]['message']>[0];

/** A problem of the catalogue, at a place. */
export function problem<Code extends ProblemCode>(
  code: Code,
  where: { unit: string; at?: Location | undefined },
  facts: FactsOf<Code>,
): Problem {
  // The table is indexed by the same code as the facts, which TypeScript can't follow through a union.
  const kind = catalogue[code] as ProblemKind<FactsOf<Code>>;
  const hint = kind.hint?.(facts);
  return {
    code,
    severity: kind.severity,
    message: kind.message(facts),
    ...(hint ? { hint } : {}),
    ...(where.at ? { at: where.at } : {}),
    unit: where.unit,
  };
}

export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === 'error');
}
