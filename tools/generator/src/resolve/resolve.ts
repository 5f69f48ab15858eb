import type { SecretStore } from '@gitops/argocd';
import { withDefaults } from '@gitops/kit';
import { isMapping } from '../mapping.ts';
import type { Cluster, Component, Environment, SecretsPolicy } from '../model.ts';
import { didYouMean } from '../parse/did-you-mean.ts';
import { EnvironmentFile } from '../parse/schemas/environment-file.ts';
import type { Parsed, Workspace } from '../parse/workspace.ts';
import { hasErrors, type Problem, problem } from '../problem.ts';
import type { Catalogue } from './catalogue.ts';
import { resolveComponent, type Surroundings } from './components.ts';
import { factsOf } from './facts.ts';
import { merge } from './merge.ts';
import { deriveMode } from './mode.ts';
import { namespacesOf } from './namespaces.ts';
import { bindNeeds } from './needs.ts';
import { Origin } from './origin.ts';

/**
 * Completes one environment: layers, cluster, defaults, connections, needs. Without an environment, the problems say why. Of a draft, or
 * on one, only what is wrong with single components is found: the rest may be a consequence of what `parse` found.
 */
export function resolveEnvironment(
  parsed: Parsed<EnvironmentFile>,
  workspace: Workspace,
  clusters: ReadonlyMap<string, Cluster>,
  catalogue: Catalogue,
): { environment?: Environment; problems: Problem[] } {
  const { files, problems, isComplete } = layersOf(parsed, workspace);
  if (!files) return { problems: [...problems, ...unknownCluster(parsed.value, parsed.unit, new Origin([parsed]), workspace, clusters)] };
  const origin = new Origin(files);
  const { layers: _, ...values } = files.reduce<Record<string, unknown>>(
    (result, { value }) => merge(result, value as object as Record<string, unknown>),
    {},
  );
  const merged = withDefaults(EnvironmentFile, values) as EnvironmentFile;
  const cluster = clusters.get(merged.cluster ?? '');
  problems.push(...unknownCluster(merged, parsed.unit, origin, workspace, clusters));
  if (isComplete) problems.push(...unsetKeys(merged, parsed.unit, origin, clusters));
  const { namespace = '' } = merged;
  const namespaces = namespacesOf(merged, namespace);
  const facts = factsOf({ domain: merged.domain, namespaces, stage: merged.stage ?? 'production' }, cluster);
  const draft: Surroundings = { name: parsed.name, unit: parsed.unit, namespace, namespaces, merged, cluster, facts, catalogue, origin };
  if (!cluster || namespace === '' || !isComplete || problems.length > 0)
    return { problems: [...problems, ...certainProblems(draft, files)] };

  const around = { ...draft, cluster };
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

function complete(around: Settled, components: ReadonlyMap<string, Component>, mode: Environment['mode']): Environment {
  const { name, unit, namespace, namespaces, merged, cluster, origin } = around;
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
    ...(merged.quota ? { quota: merged.quota } : {}),
    priorityClasses: merged.priorityClasses ?? false,
    secrets: merged.secrets as SecretsPolicy,
    components,
    patches: (merged.patches ?? []) as Environment['patches'],
    at: (...path: readonly (string | number)[]) => origin.at(path),
  });
}

type Settled = Surroundings & { readonly cluster: Cluster };

/** The files that make up the environment, in the order in which they are merged; none if one can't be read, as `parse` said. */
function layersOf(
  parsed: Parsed<EnvironmentFile>,
  workspace: Workspace,
): { files?: Parsed<unknown>[]; problems: Problem[]; isComplete: boolean } {
  const { layers, broken, drafts } = workspace;
  const problems: Problem[] = [];
  const files: Parsed<unknown>[] = [];
  const used = parsed.value.layers ?? [];
  for (const [index, layer] of used.entries()) {
    const found = layers.get(layer) ?? drafts.layers.get(layer);
    if (found) files.push(found);
    else if (!broken.layers.has(layer)) {
      const known = [...layers.keys(), ...broken.layers].sort();
      problems.push(
        problem(
          'unknown-layer',
          { unit: parsed.unit, at: parsed.yaml.find(['layers', index]) },
          { layer, known, suggestion: didYouMean(layer.replace(/^.*\/|\.ya?ml$/g, ''), known) },
        ),
      );
    }
  }
  const isComplete = !broken.environments.has(parsed.name) && used.every((layer) => layers.has(layer));
  return { problems, isComplete, ...(files.length === used.length ? { files: [...files, parsed] } : {}) };
}

function unknownCluster(
  { cluster }: EnvironmentFile,
  unit: string,
  origin: Origin,
  { broken }: Workspace,
  clusters: ReadonlyMap<string, Cluster>,
): Problem[] {
  if (cluster === undefined || clusters.has(cluster) || broken.clusters.has(cluster)) return [];
  const known = [...clusters.keys()];
  return [problem('unknown-cluster', { unit, at: origin.at(['cluster']) }, { cluster, known, suggestion: didYouMean(cluster, known) })];
}

/** What neither the environment nor a layer says, and nobody can guess. */
function unsetKeys(merged: EnvironmentFile, unit: string, origin: Origin, clusters: ReadonlyMap<string, Cluster>): Problem[] {
  const [known = 'my-cluster'] = clusters.keys();
  const examples = { cluster: `cluster: ${known}`, namespace: 'namespace: my-namespace' } as const;
  return (['cluster', 'namespace'] as const)
    .filter((key) => merged[key] === undefined)
    .map((key) => problem('unset-key', { unit, at: origin.at([]) }, { key, example: examples[key] }));
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

/** What is wrong with single components, whatever else may be missing. */
function certainProblems(around: Surroundings, files: readonly Parsed<unknown>[]): Problem[] {
  const entries = Object.entries(around.merged.components ?? {});
  const incomplete = new Set(files.flatMap(({ yaml, value }) => leftOut(yaml.value, value)));
  // What lacks a key, or its builder, may get it from what could not be read.
  return entries.flatMap(([name, entry]) =>
    resolveComponent(name, entry ?? {}, around).problems.filter(
      ({ code }) => code !== 'missing-key' && !(code === 'unknown-builder' && incomplete.has(name)),
    ),
  );
}

/** The components that a file has and its sound part has not. */
function leftOut(whole: unknown, sound: unknown): string[] {
  const rest = new Set(componentNames(sound));
  return componentNames(whole).filter((name) => !rest.has(name));
}

function componentNames(file: unknown): string[] {
  return isMapping(file) && isMapping(file.components) ? Object.keys(file.components) : [];
}

function unusedExternals(components: ReadonlyMap<string, Component>, { unit, origin }: Surroundings): Problem[] {
  const used = new Set(
    [...components.values()].flatMap((component) => (component.kind === 'deployed' ? Object.values(component.needs) : [])),
  );
  return [...components.values()]
    .filter(({ kind, name }) => kind === 'external' && !used.has(name))
    .map(({ name }) => problem('unused-external', { unit, at: origin.atKey(['components', name]) }, { component: name }));
}

function namespaceProblems({ merged, cluster, unit, origin }: Settled): Problem[] {
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

/** What holds secrets where nobody chose otherwise. */
const ownStore: Readonly<Record<Cluster['cloud'], SecretStore['provider']>> = {
  azure: 'azure-key-vault',
  aws: 'aws-secrets-manager',
  gcp: 'gcp-secret-manager',
  local: 'vault',
};

function storeProblems({ merged, cluster, unit, origin }: Settled): Problem[] {
  const { secrets } = merged;
  if (secrets?.provider !== 'external-secrets' || cluster.secretStores[secrets.store]) return [];
  const known = Object.keys(cluster.secretStores);
  const { name, cloud } = cluster;
  const facts = { store: secrets.store, cluster: name, provider: ownStore[cloud], known, suggestion: didYouMean(secrets.store, known) };
  return [problem('unknown-store', { unit, at: origin.at(['secrets', 'store']) }, facts)];
}
