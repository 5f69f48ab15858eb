import type { catalogue } from './problems/catalogue.ts';

/** A place in a file that a person edits. Lines and columns count from 1, columns in UTF-16 units; `length` is at least 1. */
export interface Location {
  /** Relative to the repository, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
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

/** What the catalogue knows of one code. `F` are the facts that the sentence needs. */
export interface ProblemKind<F> {
  readonly severity: 'error' | 'warning';
  /** A few words, the heading in docs/problems.md. */
  readonly title: string;
  /** For docs/problems.md: why it is a problem and what to do, in general. */
  readonly explanation: string;
  message(facts: F): string;
  hint?(facts: F): string | undefined;
}

export type ProblemCode = keyof typeof catalogue;
export type FactsOf<Code extends ProblemCode> = Parameters<(typeof catalogue)[Code]['message']>[0];

/** Gives an entry of the catalogue its type: the facts of `message` and `hint` agree. */
export function kind<F>(entry: ProblemKind<F>): ProblemKind<F> {
  return entry;
}

export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === 'error');
}
