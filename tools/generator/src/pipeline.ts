import type { AnyService } from '@gitops/kit';
import { checkCluster } from './check/check.ts';
import type { Cluster, EnvironmentPlan, FileSet } from './model.ts';
import { parseWorkspace, type Workspace } from './parse/workspace.ts';
import { hasErrors, type Problem } from './problem.ts';
import { type RenderedEnvironment, renderEnvironment } from './render.ts';
import { type Catalogue, catalogueOf } from './resolve/catalogue.ts';
import { resolveCluster } from './resolve/cluster.ts';
import { clusterOf, type Selection, select, type Wish } from './select.ts';
import { clusterFiles } from './write/cluster-files.ts';
import { keptFiles } from './write/kept-files.ts';

/** A unit of a run, an environment or a cluster: what it becomes, or why not. */
export interface RenderedUnit {
  /** `environments/<name>` or `clusters/<name>` */
  readonly unit: string;
  readonly files?: FileSet;
  readonly problems: readonly Problem[];
  readonly components: number;
  readonly waves: number;
  readonly milliseconds: number;
}

export interface Rendering {
  readonly units: readonly RenderedUnit[];
  readonly sources: ReadonlyMap<string, string>;
  readonly selection: Selection;
  /** Clusters that an environment names, be there a file of it or not: `clusters/<name>`. */
  readonly namedClusters: ReadonlySet<string>;
}

/** From the files of a repository to the files to write, all in memory. A text says what was wished for and does not exist. */
export function render(
  root: string,
  services: readonly AnyService[],
  wish: Wish,
  onProgress: (done: number, of: number) => void,
): Rendering | string {
  const parsed = parseWorkspace(root);
  const selection = select(parsed, wish);
  if (typeof selection === 'string') return selection;
  const resolved = [...parsed.clusters.values()].map(resolveCluster);
  const clusters = new Map(resolved.flatMap(({ cluster, problems: found }) => (hasErrors(found) ? [] : [[cluster.name, cluster]])));
  const unusable = [...parsed.clusters.keys()].filter((name) => !clusters.has(name));
  const workspace = { ...parsed, broken: { ...parsed.broken, clusters: new Set([...parsed.broken.clusters, ...unusable]) } };
  const environments = renderAll(needed(workspace, selection), workspace, clusters, catalogueOf(services), onProgress);
  const crossed = [...clusters.values()].flatMap((cluster) => checkCluster(cluster, plansOn(cluster.name, environments)));
  const problems = [...workspace.problems, ...resolved.flatMap((each) => each.problems), ...crossed];
  const known = new Set([...environments.keys(), ...selection.environments]);
  const units = new Map([...known].map((name) => [name, environmentUnit(name, environments.get(name), problems, workspace)]));
  const settled = new Set([...units].flatMap(([name, { files }]) => (files ? [name] : [])));
  // Whatever could not be rendered now stays as it is, also where it is not known any more which cluster it names.
  const unsettled = [...workspace.environments.keys(), ...workspace.broken.environments].filter((name) => !settled.has(name));
  return {
    units: [
      ...[...selection.environments].sort().flatMap((name) => units.get(name) ?? []),
      ...[...selection.clusters].sort().map((name) => {
        const plans = plansOn(name, environments).filter(({ environment }) => settled.has(environment.name));
        return clusterUnit(root, name, { cluster: clusters.get(name), plans, unsettled, problems });
      }),
      ...(selection.everything ? unusedLayers(workspace) : []),
    ],
    sources: workspace.sources,
    selection,
    namedClusters: new Set([...workspace.environments.keys()].map((name) => `clusters/${clusterOf(workspace, name)}`)),
  };
}

/** The selected environments and all others of the selected clusters, whose projects and roots stand in the cluster's folder. */
function needed(workspace: Workspace, { environments, clusters }: Selection): string[] {
  return [...workspace.environments.keys(), ...workspace.drafts.environments.keys()]
    .filter((name) => environments.has(name) || clusters.has(clusterOf(workspace, name) ?? ''))
    .sort();
}

type Timed = RenderedEnvironment & { readonly milliseconds: number };

function renderAll(
  names: readonly string[],
  workspace: Workspace,
  clusters: ReadonlyMap<string, Cluster>,
  catalogue: Catalogue,
  onProgress: (done: number, of: number) => void,
): Map<string, Timed> {
  const rendered = new Map<string, Timed>();
  for (const name of names) {
    const start = performance.now();
    const environment = renderEnvironment(name, workspace, clusters, catalogue);
    rendered.set(name, { ...environment, milliseconds: performance.now() - start });
    onProgress(rendered.size, names.length);
  }
  return rendered;
}

function plansOn(cluster: string, environments: ReadonlyMap<string, Timed>): EnvironmentPlan[] {
  return [...environments.values()].flatMap(({ plan }) => (plan?.environment.cluster.name === cluster ? [plan] : []));
}

/** With what is wrong with its layers and its cluster, which keeps it from being rendered as well. */
function environmentUnit(name: string, rendered: Timed | undefined, others: readonly Problem[], workspace: Workspace): RenderedUnit {
  const unit = `environments/${name}`;
  const sources = new Set([unit, ...sourcesOf(workspace, name)]);
  const problems = [...others.filter((problem) => sources.has(problem.unit)), ...(rendered?.problems ?? [])];
  const components = rendered?.plan?.components ?? [];
  const counts = {
    components: components.length,
    waves: new Set(components.map(({ wave }) => wave)).size,
    milliseconds: rendered?.milliseconds ?? 0,
  };
  return { unit, problems, ...counts, ...(rendered?.files && !hasErrors(problems) ? { files: rendered.files } : {}) };
}

function sourcesOf(workspace: Workspace, name: string): string[] {
  const layers = workspace.environments.get(name)?.value.layers ?? [];
  const cluster = clusterOf(workspace, name);
  return [...layers.map((layer) => `environments/layers/${layer}.yaml`), ...(cluster === undefined ? [] : [`clusters/${cluster}`])];
}

interface ClusterInput {
  /** Undefined where its file has problems. */
  readonly cluster: Cluster | undefined;
  /** Of its environments that were rendered. */
  readonly plans: readonly EnvironmentPlan[];
  /** Environments that were not, of whatever cluster. */
  readonly unsettled: readonly string[];
  readonly problems: readonly Problem[];
}

function clusterUnit(root: string, name: string, { cluster, plans, unsettled, problems: all }: ClusterInput): RenderedUnit {
  const start = performance.now();
  const unit = `clusters/${name}`;
  const problems = all.filter((problem) => problem.unit === unit);
  const counts = { components: 0, waves: 0 };
  if (!cluster || hasErrors(problems)) return { unit, problems, ...counts, milliseconds: 0 };
  const kept = keptFiles(root, `${unit}/generated`, unsettled);
  const summaries = plans.map(({ environment, components }) => ({ environment, objects: components.flatMap(({ objects }) => objects) }));
  const files = clusterFiles(cluster, summaries, kept);
  return { unit, problems, ...counts, files, milliseconds: performance.now() - start };
}

/** What is wrong with a layer is said with the environments that use it; with the layer itself, if nobody does. */
function unusedLayers(workspace: Workspace): RenderedUnit[] {
  const used = new Set([...workspace.environments.keys()].flatMap((name) => sourcesOf(workspace, name)));
  const units = [...workspace.broken.layers].map((name) => `environments/layers/${name}.yaml`).filter((unit) => !used.has(unit));
  return units.map((unit) => ({
    unit,
    problems: workspace.problems.filter((problem) => problem.unit === unit),
    components: 0,
    waves: 0,
    milliseconds: 0,
  }));
}
