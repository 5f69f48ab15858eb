import { amount } from '@gitops/kit';
import type { ManifestObject } from '../model.ts';

/** What an object makes the cluster reserve at the worst moment. CPU in cores, memory and storage in bytes. */
export interface Demand {
  readonly cpu: number;
  readonly memory: number;
  readonly storage: number;
  readonly pods: number;
}

export const nothing: Demand = { cpu: 0, memory: 0, storage: 0, pods: 0 };

export function plus(a: Demand, b: Demand): Demand {
  return { cpu: a.cpu + b.cpu, memory: a.memory + b.memory, storage: a.storage + b.storage, pods: a.pods + b.pods };
}

interface Requests {
  readonly resources?: { readonly requests?: Readonly<Record<string, string>> };
}
interface Container extends Requests {
  readonly restartPolicy?: string;
}
interface PodSpec {
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
}
/** Of a CloudNativePG Cluster. */
interface ClusterSpec extends Requests {
  readonly instances?: number;
  readonly storage?: { readonly size?: string };
}
interface Spec extends Requests {
  readonly replicas?: number;
  readonly template?: { readonly spec?: PodSpec };
  readonly jobTemplate?: { readonly spec?: Spec };
  readonly volumeClaimTemplates?: readonly { readonly spec?: Requests }[];
  readonly strategy?: { readonly type?: string; readonly rollingUpdate?: { readonly maxSurge?: number | string } };
}

/** `maxReplicas` is that of the autoscaler, where there is one. */
export function demandOf({ kind, spec: its }: ManifestObject, maxReplicas?: number): Demand {
  const spec = (its ?? {}) as Spec;
  if (kind === 'PersistentVolumeClaim') return { ...nothing, storage: amount(spec.resources?.requests?.storage ?? 0) };
  if (kind === 'Cluster') return clusterDemand(spec);
  if (kind === 'CronJob') return podDemand(spec.jobTemplate?.spec?.template?.spec);
  if (!spec.template?.spec) return nothing;
  const replicas = maxReplicas ?? spec.replicas ?? 1;
  const pods = kind === 'Deployment' || kind === 'Rollout' ? replicas + surge(spec, replicas) : replicas;
  const claims = (spec.volumeClaimTemplates ?? []).reduce((sum, claim) => sum + amount(claim.spec?.resources?.requests?.storage ?? 0), 0);
  const { cpu, memory } = podDemand(spec.template.spec);
  return { cpu: cpu * pods, memory: memory * pods, storage: claims * replicas, pods };
}

/** The Job that makes an instance is done before its Pod is there. */
function clusterDemand({ instances = 1, resources, storage }: ClusterSpec): Demand {
  const of = (part: 'cpu' | 'memory') => amount(resources?.requests?.[part] ?? 0) * instances;
  return { cpu: of('cpu'), memory: of('memory'), storage: amount(storage?.size ?? 0) * instances, pods: instances };
}

/** Pods beyond the wanted number while a Deployment rolls; a quarter, rounded up, unless it says otherwise. */
function surge({ strategy }: Spec, replicas: number): number {
  if (strategy?.type === 'Recreate') return 0;
  const max = strategy?.rollingUpdate?.maxSurge ?? '25%';
  return typeof max === 'number' ? max : Math.ceil((replicas * Number.parseFloat(max)) / 100);
}

/** As the scheduler counts: containers and sidecars together, or the largest init container, whichever is more. */
function podDemand(pod: PodSpec | undefined): Demand {
  const of = (containers: readonly Container[], part: 'cpu' | 'memory') =>
    containers.map(({ resources }) => amount(resources?.requests?.[part] ?? 0));
  const initial = pod?.initContainers ?? [];
  const running = [...(pod?.containers ?? []), ...initial.filter(({ restartPolicy }) => restartPolicy === 'Always')];
  const starting = initial.filter(({ restartPolicy }) => restartPolicy !== 'Always');
  const most = (part: 'cpu' | 'memory') =>
    Math.max(
      of(running, part).reduce((sum, each) => sum + each, 0),
      ...of(starting, part),
    );
  return { cpu: most('cpu'), memory: most('memory'), storage: 0, pods: 1 };
}
