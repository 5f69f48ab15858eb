import type { ArgoCd } from './cluster.ts';

/** What the Argo CD objects of an environment are called, and where its child Applications live. */
export function environmentNames(environment: string, { namespace, isolation }: Pick<ArgoCd, 'namespace' | 'isolation'>) {
  return {
    root: environment,
    rootProject: `${environment}-root`,
    project: environment,
    childNamespace: isolation === 'shared' ? namespace : `argocd-${environment}`,
  };
}

/** What the Application of a component is called. */
export function childName(environment: string, component: string): string {
  return `${environment}-${component}`;
}

/** What the Application of an addon is called. */
export function addonName(cluster: string, addon: string): string {
  return `${cluster}-${addon}`;
}

/** What the Argo CD objects of a cluster are called. Often an environment has the cluster's name, so the root and its project do not. */
export function clusterNames(cluster: string) {
  return { root: `cluster-${cluster}`, project: `cluster-${cluster}`, addonsProject: `${cluster}-addons` };
}
