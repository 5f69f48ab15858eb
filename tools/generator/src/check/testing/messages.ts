import type { EnvironmentPlan } from '../../model.ts';
import type { Problem } from '../../problem.ts';
import { indexObjects } from '../object-index.ts';
import type { Rule } from '../rule.ts';

/** What one rule finds. */
export function findings(rule: Rule, plan: EnvironmentPlan): Problem[] {
  return [...rule.check({ plan, index: indexObjects(plan) })];
}

/** What one rule says about a plan. */
export function messages(rule: Rule, plan: EnvironmentPlan): string[] {
  return findings(rule, plan).map(({ message }) => message);
}
