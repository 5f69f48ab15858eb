import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSecurityContext } from 'kubernetes-models/v1/PodSecurityContext';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { ISecurityContext } from 'kubernetes-models/v1/SecurityContext';
import type { Workload } from './workload.ts';

/** A security context with the words that stand before its fields: `container web: `, nothing for the Pod itself. */
interface OwnedContext {
  readonly whose: string;
  readonly context: ISecurityContext;
}

interface OwnedContainer extends OwnedContext {
  readonly container: IContainer;
}

/** A Pod as the Pod Security Standards look at it. */
interface JudgedPod {
  readonly pod: IPodSpec;
  readonly annotations: Readonly<Record<string, string>>;
  readonly containers: readonly OwnedContainer[];
  /** Of the Pod, as far as containers have the same fields, and of the containers. */
  readonly contexts: readonly OwnedContext[];
  /** Minor version of Kubernetes. */
  readonly minor: number;
}

/** One control of the Pod Security Standards: forbids what breaks it. */
export type Control = (pod: JudgedPod, forbid: (violation: string) => void) => void;

/** The Pods of a workload, for a version of Kubernetes. */
export function judgedPod({ pod, annotations, containers }: Workload, minor: number): JudgedPod {
  const owned = containers.map(({ container }): OwnedContainer => {
    return { whose: `container ${container.name}: `, container, context: container.securityContext ?? {} };
  });
  return { pod, annotations, containers: owned, contexts: [{ whose: '', context: inherited(pod.securityContext ?? {}) }, ...owned], minor };
}

function inherited({ seLinuxOptions, seccompProfile, appArmorProfile, windowsOptions }: IPodSecurityContext): ISecurityContext {
  return { seLinuxOptions, seccompProfile, appArmorProfile, windowsOptions };
}
