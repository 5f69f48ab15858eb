import { Application } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/Application';
import { argocdCluster, type ClusterFacts } from './cluster.ts';
import { clusterNames } from './names.ts';
import { automated, retryNewest } from './sync-policy.ts';

/**
 * The Application that keeps a cluster's addons and its environments' namespaces, projects and roots, in the order of `clusterWaves`.
 * It is applied once by hand and has no finalizer. It has no `generatedFrom`: its folder may be renamed.
 */
export function clusterRoot({ name, folder, argocd }: Pick<ClusterFacts, 'name' | 'folder' | 'argocd'>): Application {
  const names = clusterNames(name);
  return new Application({
    metadata: { name: names.root, namespace: argocd.namespace },
    spec: {
      project: names.project,
      source: {
        repoURL: argocd.repository,
        path: `${folder}/generated/argocd`,
        targetRevision: argocd.branch,
        directory: { recurse: true },
      },
      destination: { ...argocdCluster, namespace: argocd.namespace },
      syncPolicy: { automated, retry: retryNewest },
    },
  });
}
