import type { ILabelSelector } from '@kubernetes-models/apimachinery/apis/meta/v1/LabelSelector';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { Entry } from './entry.ts';
import { containersOf, type PodContainer } from './pod-container.ts';
import { type Reference, referencesOf } from './references.ts';

/** An object that makes Pods, or is one. */
export interface Workload extends Entry {
  readonly pod: IPodSpec;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** What the workload finds its own Pods by; Jobs and Pods have none. */
  readonly selector: ILabelSelector | undefined;
  /** `task` for what ends by itself. */
  readonly runs: 'always' | 'task';
  readonly containers: readonly PodContainer[];
  /** Names of the claims that a StatefulSet makes for each Pod. */
  readonly claimTemplates: readonly string[];
  /** The ConfigMaps, Secrets and claims that the Pods name. */
  readonly references: readonly Reference[];
}

interface PodTemplate {
  readonly metadata?: { readonly labels?: Record<string, string>; readonly annotations?: Record<string, string> };
  readonly spec?: IPodSpec;
}

interface WorkloadSpec {
  readonly selector?: ILabelSelector;
  readonly template?: PodTemplate;
  readonly volumeClaimTemplates?: readonly { readonly metadata?: { readonly name?: string } }[];
  readonly jobTemplate?: { readonly spec?: { readonly template?: PodTemplate } };
}

const always = new Set(['Deployment.apps', 'StatefulSet.apps', 'DaemonSet.apps', 'Rollout.argoproj.io']);
const tasks = new Set(['Job.batch', 'CronJob.batch']);

/** Undefined for objects without Pods, and for a Rollout that takes those of a Deployment. */
export function workloadOf(entry: Entry): Workload | undefined {
  const { kind, object } = entry;
  const isPod = kind === 'Pod';
  if (!isPod && !always.has(kind) && !tasks.has(kind)) return undefined;
  // The kind says which of the fields are there, its validator that they have these types.
  const spec = (object.spec ?? {}) as WorkloadSpec;
  const template = isPod ? (object as PodTemplate) : (spec.template ?? spec.jobTemplate?.spec?.template);
  const pod = template?.spec;
  if (!pod) return undefined;
  const containers = containersOf(pod);
  return {
    ...entry,
    pod,
    labels: template.metadata?.labels ?? {},
    annotations: template.metadata?.annotations ?? {},
    selector: always.has(kind) ? spec.selector : undefined,
    runs: always.has(kind) || (isPod && (pod.restartPolicy ?? 'Always') === 'Always') ? 'always' : 'task',
    containers,
    claimTemplates: (spec.volumeClaimTemplates ?? []).map(({ metadata }) => metadata?.name ?? ''),
    references: referencesOf(pod, containers),
  };
}
