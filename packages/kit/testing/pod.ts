import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';

/** The Pods that a Deployment, StatefulSet, DaemonSet or Job makes. */
export function podOf({ spec }: { readonly spec?: unknown }): IPodSpec {
  const pod = (spec as { template?: { spec?: IPodSpec } } | undefined)?.template?.spec;
  if (!pod) throw new Error('this makes no Pods');
  return pod;
}

/** The first container of such a Pod: the program itself. */
export function mainContainer(workload: { readonly spec?: unknown }): IContainer {
  const [container] = podOf(workload).containers;
  if (!container) throw new Error('its Pods have no container');
  return container;
}
