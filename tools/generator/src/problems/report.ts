import type { FactsOf, Location, Problem, ProblemCode } from '../problem.ts';
import { catalogue } from './catalogue.ts';
import type { ProblemKind } from './kind.ts';

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
