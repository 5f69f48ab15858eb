import { Application } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/Application';
import { clusterWaves, serverSideDiff, syncWave } from './annotations.ts';
import type { Addon, ClusterFacts } from './cluster.ts';
import { addonName, clusterNames } from './names.ts';
import { automated, retryPinned } from './sync-policy.ts';

/**
 * One Helm chart of the cluster, ready before its environments are touched. It has no finalizer, unlike a component: with the chart's
 * resource definitions would go every object of their kinds, so taking an addon out of cluster.yaml only stops managing it.
 */
export function addonApplication(addon: Addon, { name, argocd, destination }: Pick<ClusterFacts, 'name' | 'argocd' | 'destination'>) {
  const { values } = addon;
  return new Application({
    metadata: {
      name: addonName(name, addon.name),
      namespace: argocd.namespace,
      annotations: { ...syncWave(clusterWaves.addon), ...serverSideDiff },
    },
    spec: {
      project: clusterNames(name).addonsProject,
      source: {
        repoURL: addon.repository,
        chart: addon.chart,
        targetRevision: addon.version,
        // Else the objects would be named after the Application.
        helm: { releaseName: addon.name, valuesObject: Object.keys(values).length > 0 ? { ...values } : undefined },
      },
      destination: { ...destination, namespace: addon.namespace },
      syncPolicy: {
        automated,
        // Resource definitions are often larger than the annotation of a client-side apply may be.
        syncOptions: ['CreateNamespace=true', 'ServerSideApply=true'],
        retry: retryPinned,
      },
    },
  });
}
