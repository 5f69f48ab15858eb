import { grouped } from '../grouped.ts';
import type { EnvironmentPlan, ManifestObject, PlannedComponent } from '../model.ts';
import type { Location } from '../problem.ts';
import { isClusterWide } from './cluster-wide.ts';
import type { Entry, Kinds } from './entry.ts';
import { selectable } from './selector.ts';
import { type Workload, workloadOf } from './workload.ts';

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
  const byKind = once(() => grouped(all.map((entry) => [entry.kind, entry] as const)));
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
