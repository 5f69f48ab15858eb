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

/** Gives an entry of the catalogue its type: the facts of `message` and `hint` agree. */
export function kind<F>(entry: ProblemKind<F>): ProblemKind<F> {
  return entry;
}
