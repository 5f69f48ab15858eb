import { DaemonSet, type IDaemonSet } from 'kubernetes-models/apps/v1/DaemonSet';
import { Deployment, type IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import { type IStatefulSet, StatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import { CronJob, type ICronJob } from 'kubernetes-models/batch/v1/CronJob';
import { type IJob, Job } from 'kubernetes-models/batch/v1/Job';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import { contentHash } from './hash.ts';
import { type Identity, part } from './identity.ts';
import { metadata } from './metadata.ts';

type SpecOf<T extends { spec?: object }> = NonNullable<T['spec']>;

/** The Kubernetes spec as its API reference has it, minus what identity fixes. `pod` is `template.spec`. */
export type WorkloadSpec<T extends { spec?: object }, Fixed extends string = never> = Omit<SpecOf<T>, 'selector' | 'template' | Fixed> & {
  pod: IPodSpec;
};

/** Pods that any other can stand in for. */
export function deployment(self: Identity, { pod, ...spec }: WorkloadSpec<IDeployment>): Deployment {
  return new Deployment({ metadata: metadata(self), spec: { ...spec, ...selected(self, pod) } });
}

/** Pods with names and volumes of their own. Goes with a `headlessService` of the same identity. */
export function statefulSet(self: Identity, { pod, ...spec }: WorkloadSpec<IStatefulSet, 'serviceName'>): StatefulSet {
  return new StatefulSet({ metadata: metadata(self), spec: { ...spec, serviceName: `${self.name}-headless`, ...selected(self, pod) } });
}

/** A Pod on every node. */
export function daemonSet(self: Identity, { pod, ...spec }: WorkloadSpec<IDaemonSet>): DaemonSet {
  return new DaemonSet({ metadata: metadata(self), spec: { ...spec, ...selected(self, pod) } });
}

/** A run-once Job, `<name>-<suffix>-<hash>`: it runs again exactly when its spec changes, because a Job is immutable (C0.16). */
export function job(self: Identity, suffix: string, { pod, ...spec }: WorkloadSpec<IJob>): Job {
  const own = part(self, suffix);
  const full = { ...spec, template: podTemplate(own, pod) };
  return new Job({ metadata: metadata(own, contentHash(full)), spec: full });
}

/** A Job on a schedule, `<name>-<suffix>`. */
export function cronJob(
  self: Identity,
  suffix: string,
  { pod, jobTemplate, ...spec }: Omit<SpecOf<ICronJob>, 'jobTemplate'> & { jobTemplate?: Omit<SpecOf<IJob>, 'template'>; pod: IPodSpec },
): CronJob {
  const own = part(self, suffix);
  return new CronJob({
    metadata: metadata(own),
    spec: { ...spec, jobTemplate: { spec: { ...jobTemplate, template: podTemplate(own, pod) } } },
  });
}

function selected(self: Identity, pod: IPodSpec) {
  return { selector: { matchLabels: { ...self.selector } }, template: podTemplate(self, pod) };
}

/**
 * The metadata and spec of a Pod. Service links break half of the images (C0.1) and hardly any Pod of ours talks to the API server,
 * so both are off unless the builder says otherwise.
 */
export function podTemplate(self: Identity, pod: IPodSpec) {
  return {
    metadata: { labels: { ...self.labels } },
    spec: {
      enableServiceLinks: false,
      automountServiceAccountToken: false,
      ...(self.pullSecrets.length > 0 ? { imagePullSecrets: self.pullSecrets.map((name) => ({ name })) } : {}),
      ...pod,
    },
  };
}
