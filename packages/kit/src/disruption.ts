import { type IPodDisruptionBudget, PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import type { Identity } from './identity.ts';
import { metadata } from './metadata.ts';

type Budget = Omit<NonNullable<IPodDisruptionBudget['spec']>, 'selector'>;

/** How many Pods of the component a drain may take away at once. With a single Pod it would hold up every drain, or be of no use (C0.13). */
export function disruptionBudget(self: Identity, budget: Budget): PodDisruptionBudget {
  return new PodDisruptionBudget({ metadata: metadata(self), spec: { ...budget, selector: { matchLabels: { ...self.selector } } } });
}
