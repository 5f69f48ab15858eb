import type { Cluster, EnvironmentPlan } from '../model.ts';
import type { Problem } from '../problem.ts';
import { applicationsNamedTwice } from './applications-named-twice.ts';
import { hostsClaimedTwice } from './hosts-claimed-twice.ts';
import { indexObjects, type PlaceOf } from './object-index.ts';
import { objectsClaimedTwice } from './objects-claimed-twice.ts';
import { rules } from './rules/index.ts';

/** After one of these the other rules can't take the types of Kubernetes for granted. */
const untyped: ReadonlySet<string> = new Set(['valid-schema', 'unknown-kind']);

/** Everything that is wrong with what one environment would write. */
export function check(plan: EnvironmentPlan, placeOf?: PlaceOf): Problem[] {
  const context = { plan, index: indexObjects(plan, placeOf) };
  const found: Problem[] = [];
  for (const rule of rules) {
    for (const problem of rule.check(context)) found.push(problem);
    if (found.some(({ code }) => untyped.has(code))) break;
  }
  return found;
}

/** What is wrong between the environments of one cluster. */
export function checkCluster(cluster: Cluster, plans: readonly EnvironmentPlan[]): Problem[] {
  return [...objectsClaimedTwice(plans), ...hostsClaimedTwice(plans), ...applicationsNamedTwice(cluster, plans)];
}
