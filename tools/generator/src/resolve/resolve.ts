import { withDefaults } from '@gitops/kit';
import type { Cluster, Component, Environment, SecretsPolicy } from '../model.ts';
import { didYouMean } from '../parse/did-you-mean.ts';
import { EnvironmentFile } from '../parse/schemas/environment-file.ts';
import type { Parsed, Workspace } from '../parse/workspace.ts';
import { hasErrors, type Problem } from '../problem.ts';
import { problem } from '../problems/report.ts';
import type { Catalogue } from './catalogue.ts';
import { resolveComponent, type Surroundings } from './components.ts';
import { merge } from './merge.ts';
import { deriveMode } from './mode.ts';
import { bindNeeds } from './needs.ts';
import { Origin } from './origin.ts';

/** Completes one environment: layers, cluster, defaults, connections, needs. Without an environment, the problems say why. */
export function resolveEnvironment(
  parsed: Parsed<EnvironmentFile>,
  workspace: Workspace,
  clusters: ReadonlyMap<string, Cluster>,
  catalogue: Catalogue,
): { environment?: Environment; problems: Problem[] } {
  const { files, problems, isBroken } = layersOf(parsed, workspace);
  if (isBroken) return { problems };
  const origin = new Origin(files);
  const { layers: _, ...values } = files.reduce<Record<string, unknown>>(
    (result, { value }) => merge(result, value as object as Record<string, unknown>),
    {},
  );
  const merged = withDefaults(EnvironmentFile, values) as EnvironmentFile;
  const cluster = clusterOf(merged, parsed.unit, origin, workspace, clusters, problems);
  if (merged.namespace === undefined) problems.push(unset('namespace', 'namespace: my-namespace', parsed.unit, origin));
  if (!cluster || merged.namespace === undefined || problems.length > 0) return { problems };

  const around: Surroundings = { name: parsed.name, unit: parsed.unit, namespace: merged.namespace, merged, cluster, catalogue, origin };
  const resolved = resolveComponents(around);
  problems.push(...namespaceProblems(around), ...resolved.problems, ...storeProblems(around));
  const { mode, deployed, external } = deriveMode(resolved.components.values());
  // A component that could not be resolved would change the mode.
  if (problems.length === 0 && merged.mode !== undefined && merged.mode !== mode) {
    problems.push(
      problem('wrong-mode', { unit: parsed.unit, at: origin.at(['mode']) }, { stated: merged.mode, derived: mode, deployed, external }),
    );
  }
  if (hasErrors(problems)) return { problems };
  return { environment: complete(around, resolved.components, mode), problems };
}

function complete(
  { name, unit, namespace, merged, cluster, origin }: Surroundings,
  components: ReadonlyMap<string, Component>,
  mode: Environment['mode'],
): Environment {
  const used = [...components.values()].flatMap((component) => (component.kind === 'deployed' ? [component.self.namespace] : []));
  const namespaces = [...new Set([namespace, ...used])].sort();
  const levels = namespaces.map((each) => [each, merged.namespaces?.[each]?.podSecurity ?? merged.podSecurity ?? 'restricted'] as const);
  return Object.freeze({
    name,
    folder: unit,
    cluster,
    namespace,
    namespaces,
    mode,
    stage: merged.stage ?? 'production',
    sync: merged.sync ?? 'automatic',
    podSecurity: Object.fromEntries(levels),
    clients: merged.clients ?? [],
    ...(merged.quota ? { quota: merged.quota } : {}),
    priorityClasses: merged.priorityClasses ?? false,
    secrets: merged.secrets as SecretsPolicy,
    components,
    patches: (merged.patches ?? []) as Environment['patches'],
    at: (...path: readonly (string | number)[]) => origin.at(path),
  });
}

/** The files that make up the environment, in the order in which they are merged. What is wrong with a broken one was said by `parse`. */
function layersOf(
  parsed: Parsed<EnvironmentFile>,
  workspace: Workspace,
): { files: Parsed<unknown>[]; problems: Problem[]; isBroken: boolean } {
  const problems: Problem[] = [];
  const files: Parsed<unknown>[] = [];
  let isBroken = false;
  for (const [index, layer] of (parsed.value.layers ?? []).entries()) {
    const found = workspace.layers.get(layer);
    if (found) files.push(found);
    else if (workspace.broken.layers.has(layer)) isBroken = true;
    else {
      const known = [...workspace.layers.keys()];
      problems.push(
        problem(
          'unknown-layer',
          { unit: parsed.unit, at: parsed.yaml.find(['layers', index]) },
          { layer, known, suggestion: didYouMean(layer, known) },
        ),
      );
    }
  }
  return { files: [...files, parsed], problems, isBroken };
}

function clusterOf(
  { cluster }: EnvironmentFile,
  unit: string,
  origin: Origin,
  workspace: Workspace,
  clusters: ReadonlyMap<string, Cluster>,
  problems: Problem[],
): Cluster | undefined {
  const known = [...clusters.keys()];
  if (cluster === undefined) {
    problems.push(unset('cluster', `cluster: ${known[0] ?? 'my-cluster'}`, unit, origin));
    return undefined;
  }
  const found = clusters.get(cluster);
  if (!found && !workspace.broken.clusters.has(cluster)) {
    const facts = { cluster, known, suggestion: didYouMean(cluster, known) };
    problems.push(problem('unknown-cluster', { unit, at: origin.at(['cluster']) }, facts));
  }
  return found;
}

function unset(key: string, example: string, unit: string, origin: Origin): Problem {
  return problem('unset-key', { unit, at: origin.at([]) }, { key, example });
}

function resolveComponents(around: Surroundings): { components: Map<string, Component>; problems: Problem[] } {
  const problems: Problem[] = [];
  const known = new Map<string, Component>();
  for (const [name, entry] of Object.entries(around.merged.components ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { component, problems: found } = resolveComponent(name, entry ?? {}, around);
    problems.push(...found);
    if (component) known.set(name, component);
  }
  // With a component missing, every need of it would be reported as unmet.
  if (problems.length > 0) return { components: known, problems };
  const components = new Map<string, Component>();
  for (const component of known.values()) {
    if (component.kind === 'external') {
      components.set(component.name, component);
      continue;
    }
    const { needs, problems: found } = bindNeeds(component, known, around);
    problems.push(...found);
    components.set(component.name, { ...component, needs });
  }
  return { components, problems: [...problems, ...unusedExternals(components, around)] };
}

function unusedExternals(components: ReadonlyMap<string, Component>, { unit, origin }: Surroundings): Problem[] {
  const used = new Set(
    [...components.values()].flatMap((component) => (component.kind === 'deployed' ? Object.values(component.needs) : [])),
  );
  return [...components.values()]
    .filter(({ kind, name }) => kind === 'external' && !used.has(name))
    .map(({ name }) => problem('unused-external', { unit, at: origin.atKey(['components', name]) }, { component: name }));
}

function namespaceProblems({ merged, cluster, unit, origin }: Surroundings): Problem[] {
  const own = Object.entries(merged.components ?? {}).map(
    ([name, entry]) => [entry?.namespace, ['components', name, 'namespace']] as const,
  );
  return [[merged.namespace, ['namespace']] as const, ...own].flatMap(([namespace, path]) => {
    const reason = namespace === undefined ? undefined : reservedBy(namespace, cluster);
    return namespace === undefined || reason === undefined
      ? []
      : problem('reserved-namespace', { unit, at: origin.at(path) }, { namespace, reason });
  });
}

function reservedBy(namespace: string, { argocd }: Cluster): string | undefined {
  if (namespace === argocd.namespace) return 'Argo CD itself lives there';
  if (namespace.startsWith('argocd-')) return 'Applications live in namespaces that begin with "argocd-"';
  return namespace === 'default' || namespace.startsWith('kube-') ? 'it belongs to Kubernetes' : undefined;
}

function storeProblems({ merged, cluster, unit, origin }: Surroundings): Problem[] {
  const { secrets } = merged;
  if (secrets?.provider !== 'external-secrets' || cluster.secretStores[secrets.store]) return [];
  const known = Object.keys(cluster.secretStores);
  const facts = { store: secrets.store, cluster: cluster.name, known, suggestion: didYouMean(secrets.store, known) };
  return [problem('unknown-store', { unit, at: origin.at(['secrets', 'store']) }, facts)];
}
