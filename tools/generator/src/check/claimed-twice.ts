import type { EnvironmentPlan } from '../model.ts';
import type { Problem } from '../problem.ts';
import { problem } from '../problems/report.ts';
import { type Entry, indexObjects } from './object-index.ts';

interface Claim {
  readonly environment: string;
  readonly entry: Entry;
}

/** Objects that several environments of one cluster would each keep as they want them. Every environment is told. */
export function* objectsClaimedTwice(plans: readonly EnvironmentPlan[]): Iterable<Problem> {
  const claims = new Map<string, Claim[]>();
  for (const plan of plans) {
    for (const entry of indexObjects(plan).all) {
      const claim = { environment: plan.environment.name, entry };
      const earlier = claims.get(entry.key);
      if (earlier) earlier.push(claim);
      else claims.set(entry.key, [claim]);
    }
  }
  for (const group of claims.values()) {
    for (const { environment, entry } of group) {
      const other = group.find((claim) => claim.environment !== environment);
      if (!other) continue;
      const facts = { namespace: entry.namespace, environment: other.environment, otherComponent: other.entry.subject.component };
      yield problem('object-claimed-twice', entry.where, { ...entry.subject, ...facts });
    }
  }
}
