import { AppProject } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/AppProject';
import { argocdCluster, type ClusterFacts } from './cluster.ts';
import { clusterNames } from './names.ts';

/**
 * The project of a cluster's root: projects and Applications in Argo CD's own namespace, and the namespaces of child Applications.
 * Who may change what this root syncs is an administrator of Argo CD, because an Application in its namespace may name any project.
 */
export function clusterProject({ name, argocd }: Pick<ClusterFacts, 'name' | 'argocd'>): AppProject {
  return new AppProject({
    metadata: { name: clusterNames(name).project, namespace: argocd.namespace },
    spec: {
      sourceRepos: [argocd.repository],
      destinations: [{ ...argocdCluster, namespace: argocd.namespace }],
      clusterResourceWhitelist: argocd.isolation === 'shared' ? [] : [{ group: '', kind: 'Namespace', name: 'argocd-*' }],
      namespaceResourceWhitelist: [
        { group: 'argoproj.io', kind: 'AppProject' },
        { group: 'argoproj.io', kind: 'Application' },
      ],
    },
  });
}
