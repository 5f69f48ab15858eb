import type { EnvironmentPlan } from '../model.ts';
import type { Problem } from '../problem.ts';
import type { ObjectIndex } from './object-index.ts';

interface RuleContext {
  readonly plan: EnvironmentPlan;
  readonly index: ObjectIndex;
}

/** One thing that must hold for every environment. Objects are valid against their schemas when a rule sees them. */
export interface Rule {
  /** Also the name of its file, and the code of its problems where it has only one. */
  readonly name: string;
  check(context: RuleContext): Iterable<Problem>;
}

export function defineRule(rule: Rule): Rule {
  return rule;
}
