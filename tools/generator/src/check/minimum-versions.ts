import type { IStatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import type { ICronJob } from 'kubernetes-models/batch/v1/CronJob';
import type { IJob } from 'kubernetes-models/batch/v1/Job';
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import type { IService } from 'kubernetes-models/v1/Service';
import type { Workload } from './workload.ts';

/** The minor version of Kubernetes 1 from which an API is served. */
export const apis: Readonly<Record<string, number>> = {
  'networking.k8s.io/v1 Ingress': 19,
  'batch/v1 CronJob': 21,
  'discovery.k8s.io/v1 EndpointSlice': 21,
  'policy/v1 PodDisruptionBudget': 21,
  'autoscaling/v2 HorizontalPodAutoscaler': 23,
};

/** Something that a cluster drops or refuses before the version that has it switched on. */
interface Feature<T> {
  readonly what: string;
  readonly since: number;
  used(object: T): boolean;
}

const some = (test: (container: IContainer) => boolean) => (workload: Workload) =>
  workload.containers.some(({ container }) => test(container));
const probesOf = ({ startupProbe, readinessProbe, livenessProbe }: IContainer) => [startupProbe, readinessProbe, livenessProbe];
const spreads = (workload: Workload) => workload.pod.topologySpreadConstraints ?? [];
const podIndex = "metadata.labels['apps.kubernetes.io/pod-index']";

export const podFeatures: readonly Feature<Workload>[] = [
  { what: 'a gRPC probe', since: 24, used: some((container) => probesOf(container).some((probe) => probe?.grpc)) },
  {
    what: 'terminationGracePeriodSeconds of a probe',
    since: 25,
    used: some((container) => probesOf(container).some((probe) => probe?.terminationGracePeriodSeconds)),
  },
  {
    what: 'nodeAffinityPolicy or nodeTaintsPolicy of a topology spread',
    since: 26,
    used: (workload) => spreads(workload).some((spread) => spread.nodeAffinityPolicy || spread.nodeTaintsPolicy),
  },
  {
    what: 'matchLabelKeys or minDomains of a topology spread',
    since: 27,
    used: (workload) => spreads(workload).some((spread) => spread.matchLabelKeys || spread.minDomains),
  },
  {
    what: `the label ${podIndex}`,
    since: 28,
    used: some(({ env }) => (env ?? []).some(({ valueFrom }) => valueFrom?.fieldRef?.fieldPath === podIndex)),
  },
  {
    what: 'a sidecar (an init container with restartPolicy: Always)',
    since: 29,
    used: ({ containers }) => containers.some(({ role }) => role === 'sidecar'),
  },
  {
    what: 'the sleep action of a lifecycle hook',
    since: 30,
    used: some(({ lifecycle }) => Boolean(lifecycle?.preStop?.sleep ?? lifecycle?.postStart?.sleep)),
  },
  {
    what: 'appArmorProfile',
    since: 30,
    used: (workload) =>
      Boolean(workload.pod.securityContext?.appArmorProfile) ||
      some(({ securityContext }) => Boolean(securityContext?.appArmorProfile))(workload),
  },
  { what: 'hostUsers: false', since: 33, used: ({ pod }) => pod.hostUsers === false },
  { what: 'a volume from an image', since: 33, used: ({ pod }) => (pod.volumes ?? []).some(({ image }) => image) },
  { what: 'resizePolicy of a container', since: 33, used: some(({ resizePolicy }) => Boolean(resizePolicy)) },
];

interface Features {
  readonly 'CronJob.batch': readonly Feature<ICronJob>[];
  readonly 'HorizontalPodAutoscaler.autoscaling': readonly Feature<IHorizontalPodAutoscaler>[];
  readonly 'Job.batch': readonly Feature<IJob>[];
  readonly PersistentVolumeClaim: readonly Feature<IPersistentVolumeClaim>[];
  readonly 'PodDisruptionBudget.policy': readonly Feature<IPodDisruptionBudget>[];
  readonly Service: readonly Feature<IService>[];
  readonly 'StatefulSet.apps': readonly Feature<IStatefulSet>[];
}

export const features: Features = {
  'CronJob.batch': [{ what: 'spec.timeZone', since: 25, used: ({ spec }) => Boolean(spec?.timeZone) }],
  'HorizontalPodAutoscaler.autoscaling': [
    {
      what: 'a metric of type ContainerResource',
      since: 27,
      used: ({ spec }) => (spec?.metrics ?? []).some(({ type }) => type === 'ContainerResource'),
    },
  ],
  'Job.batch': [
    { what: 'spec.podFailurePolicy', since: 26, used: ({ spec }) => Boolean(spec?.podFailurePolicy) },
    { what: 'spec.backoffLimitPerIndex', since: 29, used: ({ spec }) => spec?.backoffLimitPerIndex !== undefined },
  ],
  PersistentVolumeClaim: [
    { what: 'the access mode ReadWriteOncePod', since: 27, used: ({ spec }) => (spec?.accessModes ?? []).includes('ReadWriteOncePod') },
    { what: 'spec.volumeAttributesClassName', since: 34, used: ({ spec }) => Boolean(spec?.volumeAttributesClassName) },
  ],
  'PodDisruptionBudget.policy': [
    { what: 'spec.unhealthyPodEvictionPolicy', since: 27, used: ({ spec }) => Boolean(spec?.unhealthyPodEvictionPolicy) },
  ],
  Service: [{ what: 'spec.trafficDistribution', since: 31, used: ({ spec }) => Boolean(spec?.trafficDistribution) }],
  'StatefulSet.apps': [
    { what: 'spec.minReadySeconds', since: 23, used: ({ spec }) => Boolean(spec?.minReadySeconds) },
    { what: 'spec.ordinals', since: 27, used: ({ spec }) => Boolean(spec?.ordinals) },
    {
      what: 'spec.persistentVolumeClaimRetentionPolicy',
      since: 27,
      used: ({ spec }) => Boolean(spec?.persistentVolumeClaimRetentionPolicy),
    },
  ],
};

/** 33 of `1.33`. */
export function minorOf(kubernetes: string): number {
  return Number(kubernetes.split('.')[1]);
}
