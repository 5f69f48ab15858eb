import type { IIngress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import { grouped } from '../grouped.ts';
import type { EnvironmentPlan, PlannedComponent } from '../model.ts';
import { type Problem, problem } from '../problem.ts';

interface Claim {
  readonly plan: EnvironmentPlan;
  readonly component: PlannedComponent;
  readonly ingress: string;
  readonly host: string;
  readonly path: string;
}

/** Paths of a host that two Ingresses of one controller would both have. Each is told of the first other. */
export function* hostsClaimedTwice(plans: readonly EnvironmentPlan[]): Iterable<Problem> {
  for (const group of grouped(plans.flatMap(claimsOf)).values()) {
    for (const claim of group) {
      const { plan, component, ingress, host, path } = claim;
      const other = group.find((each) => each.component !== component || each.ingress !== ingress);
      if (!other) continue;
      yield problem(
        'host-claimed-twice',
        { unit: plan.environment.folder, at: component.at() },
        {
          component: component.name,
          object: `Ingress ${ingress}`,
          host,
          path,
          environment: other.plan.environment.name,
          otherComponent: other.component.name,
        },
      );
    }
  }
}

function claimsOf(plan: EnvironmentPlan): [key: string, claim: Claim][] {
  return plan.components.flatMap((component) =>
    component.objects.flatMap((object): [string, Claim][] => {
      const { kind, metadata, spec } = object;
      // A canary shares its host on purpose.
      if (kind !== 'Ingress' || metadata.annotations?.['nginx.ingress.kubernetes.io/canary'] === 'true') return [];
      const { ingressClassName = '', rules } = (spec ?? {}) as NonNullable<IIngress['spec']>;
      return listOf(rules).flatMap(({ host = '*', http }) =>
        listOf(http?.paths).map(({ path = '/' }): [string, Claim] => [
          `${ingressClassName} ${host} ${path}`,
          { plan, component, ingress: metadata.name, host, path },
        ]),
      );
    }),
  );
}

/** Plans come here with errors too, such as a patch that makes a list something else. */
function listOf<Item>(list: readonly Item[] | undefined): readonly Item[] {
  return Array.isArray(list) ? list : [];
}
