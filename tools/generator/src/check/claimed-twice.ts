import type { EnvironmentPlan } from '../model.ts';
import type { Problem } from '../problem.ts';
import { problem } from '../problems/report.ts';
import type { Entry } from './entry.ts';
import { indexObjects, keyOf } from './object-index.ts';

interface Claim {
  readonly environment: string;
  readonly entry: Entry;
}

/**
 * Objects that several environments of one cluster would each keep as they want them. Every environment is told, once for each
 * namespace and each of the others: two that share a namespace by mistake share nearly everything in it.
 */
export function* objectsClaimedTwice(plans: readonly EnvironmentPlan[]): Iterable<Problem> {
  const wanted = keysClaimedTwice(plans);
  if (wanted.size === 0) return;
  const claims = new Map<string, Claim[]>([...wanted].map((key) => [key, []]));
  for (const plan of plans) {
    for (const entry of indexObjects(plan).all) claims.get(entry.key)?.push({ environment: plan.environment.name, entry });
  }
  for (const [first, ...more] of collisions(claims).values()) {
    if (!first) continue;
    const { entry, other } = first;
    const facts = { namespace: entry.namespace, environment: other.environment, otherComponent: other.entry.subject.component };
    yield problem('object-claimed-twice', entry.where, { ...entry.subject, ...facts, more: more.length });
  }
}

type Collision = Claim & { readonly other: Claim };

function collisions(claims: ReadonlyMap<string, readonly Claim[]>): ReadonlyMap<string, readonly Collision[]> {
  const found = new Map<string, Collision[]>();
  for (const group of claims.values()) {
    for (const claim of group) {
      const other = group.find(({ environment }) => environment !== claim.environment);
      if (!other) continue;
      const { kind, name, namespace } = claim.entry;
      const key = [claim.environment, other.environment, kind === 'Namespace' ? name : namespace].join(' ');
      found.set(key, [...(found.get(key) ?? []), { ...claim, other }]);
    }
  }
  return found;
}

/** Nearly always none: what a finding needs is only looked up after. */
function keysClaimedTwice(plans: readonly EnvironmentPlan[]): ReadonlySet<string> {
  const owners = new Map<string, EnvironmentPlan>();
  const twice = new Set<string>();
  for (const plan of plans) {
    for (const component of plan.components) {
      for (const object of component.objects) {
        const key = keyOf(object, component);
        const owner = owners.get(key);
        if (owner === undefined) owners.set(key, plan);
        else if (owner !== plan) twice.add(key);
      }
    }
  }
  return twice;
}
