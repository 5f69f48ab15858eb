import type { IRollout } from '@kubernetes-models/argo-rollouts/argoproj.io/v1alpha1/Rollout';
import type { ICluster } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/Cluster';
import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IStatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import type { ICronJob } from 'kubernetes-models/batch/v1/CronJob';
import type { IJob } from 'kubernetes-models/batch/v1/Job';
import type { IIngress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import type { IClusterRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/ClusterRoleBinding';
import type { IRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/RoleBinding';
import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import type { IPersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import type { ISecret } from 'kubernetes-models/v1/Secret';
import type { IService } from 'kubernetes-models/v1/Service';
import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import type { EnvironmentPlan, ManifestObject, PlannedComponent } from '../model.ts';
import type { Location } from '../problem.ts';
import type { Subject } from '../problems/check-subject.ts';
import { isClusterWide } from './cluster-wide.ts';
import { selectable } from './selector.ts';
import { type Workload, workloadOf } from './workload.ts';

/** The kinds that rules look into, by kind and group as kubectl writes them. */
export interface Kinds {
  'Cluster.postgresql.cnpg.io': ICluster;
  'ClusterRoleBinding.rbac.authorization.k8s.io': IClusterRoleBinding;
  ConfigMap: IConfigMap;
  'CronJob.batch': ICronJob;
  'Deployment.apps': IDeployment;
  'HorizontalPodAutoscaler.autoscaling': IHorizontalPodAutoscaler;
  'Ingress.networking.k8s.io': IIngress;
  'Job.batch': IJob;
  PersistentVolumeClaim: IPersistentVolumeClaim;
  'PodDisruptionBudget.policy': IPodDisruptionBudget;
  'RoleBinding.rbac.authorization.k8s.io': IRoleBinding;
  'Rollout.argoproj.io': IRollout;
  Secret: ISecret;
  Service: IService;
  ServiceAccount: IServiceAccount;
  'StatefulSet.apps': IStatefulSet;
}

/** One object of the plan, with what a finding about it needs. */
export interface Entry<T = unknown> {
  readonly object: ManifestObject & T;
  /** `Deployment.apps` */
  readonly kind: string;
  /** Kind, namespace and name: what makes it the same object for Kubernetes. */
  readonly key: string;
  readonly name: string;
  /** The component's where the object has none, empty for what has no namespace. */
  readonly namespace: string;
  readonly subject: Subject;
  readonly where: { readonly unit: string; readonly at: Location };
}

export interface ObjectIndex {
  readonly all: readonly Entry[];
  readonly workloads: readonly Workload[];
  of<Kind extends keyof Kinds>(kind: Kind): readonly Entry<Kinds[Kind]>[];
  find<Kind extends keyof Kinds>(kind: Kind, namespace: string, name: string): Entry<Kinds[Kind]> | undefined;
  /** Any object by its kind, known to the rules or not. */
  has(kind: string, namespace: string, name: string): boolean;
  /** The workloads whose Pods carry all the labels. */
  selected(namespace: string, labels: Readonly<Record<string, string>>): readonly Workload[];
}

/** Where findings about an object point to, if not to its component. */
export type PlaceOf = (object: ManifestObject) => Location | undefined;

/** Lookups are built when a rule first asks for one: by then the objects are known to be valid. */
export function indexObjects(plan: EnvironmentPlan, placeOf?: PlaceOf): ObjectIndex {
  const all = plan.components.flatMap((component) => entriesOf(component, plan.environment.folder, placeOf));
  const byKind = once(() => groupByKind(all));
  const byName = once(() => new Map(all.map((entry) => [entry.key, entry])));
  const workloads = once(() => all.flatMap((entry) => workloadOf(entry) ?? []));
  const select = once(() => selectable(workloads()));
  return {
    all,
    get workloads() {
      return workloads();
    },
    // The rules run on objects that are valid against the schema of their kind, which is what the types say.
    of: <Kind extends keyof Kinds>(kind: Kind) => (byKind().get(kind) ?? []) as readonly Entry<Kinds[Kind]>[],
    find: <Kind extends keyof Kinds>(kind: Kind, namespace: string, name: string) =>
      byName().get(nameKey(kind, namespace, name)) as Entry<Kinds[Kind]> | undefined,
    has: (kind, namespace, name) => byName().has(nameKey(kind, namespace, name)),
    selected: (namespace, labels) => select()(namespace, labels),
  };
}

function groupByKind(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.kind);
    if (group) group.push(entry);
    else groups.set(entry.kind, [entry]);
  }
  return groups;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function entriesOf(component: PlannedComponent, unit: string, placeOf: PlaceOf | undefined): Entry[] {
  const ofComponent = {
    unit,
    get at() {
      return component.at();
    },
  };
  return component.objects.map((object) => {
    const place = placeOf?.(object);
    const where = place ? { unit, at: place } : ofComponent;
    // A patch may have taken the metadata or the name away: that is for valid-schema to say.
    const { name = '', namespace: own }: Partial<ManifestObject['metadata']> = object.metadata ?? {};
    const kind = groupKind(object);
    const namespace = namespaceOf(kind, own, component);
    const subject = { component: component.name, object: `${object.kind} ${name}`.trim() };
    return { object, kind, key: nameKey(kind, namespace, name), name, namespace, subject, where };
  });
}

/** What makes an object the same for Kubernetes, as in `Entry`. */
export function keyOf(object: ManifestObject, component: PlannedComponent): string {
  const kind = groupKind(object);
  return nameKey(kind, namespaceOf(kind, object.metadata.namespace, component), object.metadata.name);
}

function namespaceOf(kind: string, own: string | undefined, { namespace }: PlannedComponent): string {
  return isClusterWide(kind) ? '' : own || namespace;
}

/** `Deployment.apps`, `Service` */
export function groupKind({ apiVersion, kind }: { apiVersion: string; kind: string }): string {
  // A patch can put anything here; then it is an unknown kind.
  const [group, version] = String(apiVersion).split('/');
  return version === undefined ? String(kind) : `${kind}.${group}`;
}

function nameKey(kind: string, namespace: string, name: string): string {
  return `${kind} ${namespace}/${name}`;
}
