import { AppProject } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/AppProject';
import { clusterWaves, syncWave } from './annotations.ts';
import type { ClusterFacts } from './cluster.ts';
import { clusterNames } from './names.ts';

/**
 * The project of a cluster's addons: exact chart repositories and namespaces, but any kind, because what a chart contains
 * (definitions, webhooks, cluster roles) is known only where it is rendered. That is why environments never share it.
 */
export function addonsProject({ name, argocd, destination, addons }: Omit<ClusterFacts, 'folder'>): AppProject {
  const anything = [{ group: '*', kind: '*' }];
  return new AppProject({
    metadata: {
      name: clusterNames(name).addonsProject,
      namespace: argocd.namespace,
      annotations: syncWave(clusterWaves.addonsProject),
    },
    spec: {
      description: `Helm charts that ${name} needs before any environment; any kind, because a chart's content is not known beforehand`,
      sourceRepos: sortedOnce(addons.map(({ repository }) => repository)),
      destinations: sortedOnce(addons.map(({ namespace }) => namespace)).map((namespace) => ({ ...destination, namespace })),
      clusterResourceWhitelist: anything,
      namespaceResourceWhitelist: anything,
    },
  });
}

function sortedOnce(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}
