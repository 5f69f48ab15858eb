import { didYouMean } from './parse/did-you-mean.ts';
import type { Workspace } from './parse/workspace.ts';

/** What a run is about. Environments that are rendered only because their cluster needs them are not written. */
export interface Selection {
  /** Names of the environments to write. */
  readonly environments: ReadonlySet<string>;
  /** Names of the clusters to write. */
  readonly clusters: ReadonlySet<string>;
  /** Whether everything is meant, leftovers of what is gone included. */
  readonly everything: boolean;
}

export interface Wish {
  /** `environments/<name>` and `clusters/<name>`: exactly these are written. */
  readonly folders: readonly string[];
  /** Names of environments: these and their clusters are written. */
  readonly environments: readonly string[];
}

/** What is wished for, everything if nothing is; or a sentence that says what does not exist. */
export function select(workspace: Workspace, { folders, environments }: Wish): Selection | string {
  const known = { environments: names(workspace, 'environments'), clusters: names(workspace, 'clusters') };
  if (folders.length === 0 && environments.length === 0) {
    return { environments: new Set(known.environments), clusters: new Set(known.clusters), everything: true };
  }
  const selected = { environments: new Set<string>(), clusters: new Set<string>() };
  for (const name of environments.map(nameOf)) {
    if (!known.environments.includes(name)) return unknown('environment', name, known.environments);
    selected.environments.add(name);
    const cluster = clusterOf(workspace, name);
    if (cluster !== undefined && known.clusters.includes(cluster)) selected.clusters.add(cluster);
  }
  const all = [...known.environments.map((name) => `environments/${name}`), ...known.clusters.map((name) => `clusters/${name}`)];
  for (const folder of folders) {
    const path = folder.replace(/^\.\//, '').replace(/\/+$/, '');
    if (!all.includes(path)) return unknown('folder', path, all);
    const [parent, name = ''] = path.split('/');
    selected[parent === 'clusters' ? 'clusters' : 'environments'].add(name);
  }
  return { ...selected, everything: false };
}

/** The cluster that an environment or, before it, its layers name. */
export function clusterOf({ environments, layers }: Workspace, name: string): string | undefined {
  const environment = environments.get(name);
  if (!environment) return undefined;
  const own = (environment.value.layers ?? []).map((layer) => layers.get(layer)?.value.cluster);
  return [...own, environment.value.cluster].findLast((cluster) => cluster !== undefined);
}

function names(workspace: Workspace, kind: 'environments' | 'clusters'): string[] {
  return [...workspace[kind].keys(), ...workspace.broken[kind]].sort();
}

/** Shells complete the name of an environment to its folder. */
function nameOf(written: string): string {
  return written.replace(/^(\.\/)?environments\//, '').replace(/\/+$/, '');
}

function unknown(what: 'environment' | 'folder', name: string, known: readonly string[]): string {
  const suggestion = didYouMean(name, known);
  return `There is no ${what} ${name}. ${suggestion ? `Did you mean ${suggestion}?` : `There are: ${known.join(', ') || 'none'}.`}`;
}
