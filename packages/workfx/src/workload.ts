import { type Identity, metadata, podTemplate } from '@gitops/kit';
import { Rollout } from '@kubernetes-models/argo-rollouts/argoproj.io/v1alpha1/Rollout';
import type { IRolloutSpec } from '@kubernetes-models/argo-rollouts/argoproj.io/v1alpha1/RolloutSpec';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { BlueGreen, Canary, Rolling } from './strategy.ts';

/** What the Pods are, whichever kind runs them. */
export interface Workload {
  readonly replicas: number | undefined;
  readonly progressDeadlineSeconds: number;
  readonly pod: IPodSpec;
  readonly podLabels?: Readonly<Record<string, string>>;
  readonly podAnnotations?: Readonly<Record<string, string>>;
}

/** Between which Services of one host an Ingress weighs traffic. */
export interface Weighing {
  readonly stableService: string;
  readonly canaryService: string;
  readonly stableIngress: string;
}

export function rollingDeployment(self: Identity, { maxSurge, maxUnavailable }: Rolling, workload: Workload): Deployment {
  const strategy = { type: 'RollingUpdate' as const, rollingUpdate: { maxSurge, maxUnavailable } };
  return new Deployment({ metadata: metadata(self), spec: { ...spec(self, workload), strategy } });
}

/** A Rollout that switches `activeService` to the new version once that is complete. */
export function blueGreenRollout(
  self: Identity,
  { autoPromotionEnabled, autoPromotionSeconds, previewReplicaCount, scaleDownDelaySeconds }: BlueGreen,
  services: { readonly activeService: string; readonly previewService: string },
  workload: Workload,
): Rollout {
  const blueGreen = { ...services, autoPromotionEnabled, autoPromotionSeconds, previewReplicaCount, scaleDownDelaySeconds };
  // A version that waits for a person must not be thrown away for being late.
  return rollout(self, { progressDeadlineAbort: autoPromotionEnabled, strategy: { blueGreen } }, workload);
}

/** A Rollout that gives the new version its share by the Ingress; by the number of its Pods where none weighs traffic. */
export function canaryRollout(
  self: Identity,
  { steps, maxSurge, maxUnavailable }: Canary,
  weighing: Weighing | undefined,
  workload: Workload,
): Rollout {
  const canary = { ...routed(weighing), maxSurge, maxUnavailable, steps };
  return rollout(self, { progressDeadlineAbort: true, strategy: { canary } }, workload);
}

function routed(weighing: Weighing | undefined) {
  if (!weighing) return {};
  const { stableIngress, ...services } = weighing;
  return { ...services, trafficRouting: { nginx: { stableIngress } } };
}

function rollout(self: Identity, release: Pick<IRolloutSpec, 'progressDeadlineAbort' | 'strategy'>, workload: Workload): Rollout {
  return new Rollout({ metadata: metadata(self), spec: { ...spec(self, workload), ...release } });
}

function spec(self: Identity, { replicas, progressDeadlineSeconds, pod, podLabels = {}, podAnnotations }: Workload) {
  const template = podTemplate({ ...self, labels: { ...self.labels, ...podLabels } }, pod);
  return {
    replicas,
    progressDeadlineSeconds,
    selector: { matchLabels: { ...self.selector } },
    template: { ...template, metadata: { ...template.metadata, annotations: podAnnotations && { ...podAnnotations } } },
  };
}
