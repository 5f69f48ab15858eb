import { addonName, childName, clusterNames, environmentNames } from '@gitops/argocd';
import { grouped } from '../grouped.ts';
import type { Cluster, EnvironmentPlan } from '../model.ts';
import { type Location, type Problem, problem } from '../problem.ts';

interface Named {
  readonly namespace: string;
  readonly name: string;
  /** `component "api" of environment "market"` */
  readonly what: string;
  readonly unit: string;
  at(): Location;
}

/** Applications that would be one object to Argo CD: names are joined with hyphens, and hyphens stand in names too. */
export function* applicationsNamedTwice(cluster: Cluster, plans: readonly EnvironmentPlan[]): Iterable<Problem> {
  const all = [...ofCluster(cluster), ...plans.flatMap(ofEnvironment)];
  for (const group of grouped(all.map((named) => [`${named.namespace}/${named.name}`, named] as const)).values()) {
    for (const { unit, name, what, at } of group) {
      const other = group.find((each) => each.what !== what);
      if (other) yield problem('application-named-twice', { unit, at: at() }, { name, what, other: other.what });
    }
  }
}

function ofCluster({ name, folder, argocd: { namespace }, addons, at }: Cluster): Named[] {
  const own = { namespace, unit: folder };
  return [
    { ...own, name: clusterNames(name).root, what: `the root of cluster "${name}"`, at: () => at() },
    ...addons.map((addon, index) => ({
      ...own,
      name: addonName(name, addon.name),
      what: `addon "${addon.name}" of cluster "${name}"`,
      at: () => at('addons', index, 'name'),
    })),
  ];
}

function ofEnvironment({ environment, components }: EnvironmentPlan): Named[] {
  const { name, folder, cluster, at } = environment;
  const { root, childNamespace } = environmentNames(name, cluster.argocd);
  // In a namespace of the environment's own nothing else is, and its components have names of their own.
  const exposed = childNamespace === cluster.argocd.namespace ? components : [];
  return [
    { namespace: cluster.argocd.namespace, name: root, what: `the root of environment "${name}"`, unit: folder, at: () => at() },
    ...exposed.map((component) => ({
      namespace: childNamespace,
      name: childName(name, component.name),
      what: `component "${component.name}" of environment "${name}"`,
      unit: folder,
      at: component.at,
    })),
  ];
}
