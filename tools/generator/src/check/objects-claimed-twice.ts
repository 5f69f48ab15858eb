import { grouped } from '../grouped.ts';
import type { EnvironmentPlan } from '../model.ts';
import { type Problem, problem } from '../problem.ts';
import type { Entry } from './entry.ts';
import { indexObjects, keyOf } from './object-index.ts';

interface Claim {
  readonly plan: EnvironmentPlan;
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
    for (const entry of indexObjects(plan).all) claims.get(entry.key)?.push({ plan, entry });
  }
  for (const [first, ...more] of collisions(claims).values()) {
    if (!first) continue;
    const { entry, plan, other } = first;
    const namespace = meetingPlace(entry);
    yield problem('object-claimed-twice', entry.where, {
      ...entry.subject,
      namespace: entry.namespace,
      environment: other.plan.environment.name,
      otherComponent: other.entry.subject.component,
      more: more.length,
      isOfComponent: namespace !== '' && namespace !== plan.environment.namespace,
    });
  }
}

type Collision = Claim & { readonly other: Claim };

function collisions(claims: ReadonlyMap<string, readonly Claim[]>): ReadonlyMap<string, readonly Collision[]> {
  const pairs = [...claims.values()].flatMap((group) =>
    group.flatMap((claim): [string, Collision][] => {
      const other = group.find(({ plan }) => plan !== claim.plan);
      if (!other) return [];
      return [[[claim.plan.environment.name, other.plan.environment.name, meetingPlace(claim.entry)].join(' '), { ...claim, other }]];
    }),
  );
  return grouped(pairs);
}

/** The namespace that the object is in, or is itself. */
function meetingPlace({ kind, name, namespace }: Entry): string {
  return kind === 'Namespace' ? name : namespace;
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
