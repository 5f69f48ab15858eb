import { AppProject } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/AppProject';
import { clusterWaves, kept, syncWave } from './annotations.ts';
import { type ArgoCd, argocdCluster, type Destination } from './cluster.ts';
import { environmentNames } from './names.ts';
import { type PermittedObject, permittedKinds } from './permitted-kinds.ts';

interface EnvironmentProjects {
  readonly environment: string;
  readonly argocd: ArgoCd;
  readonly destination: Destination;
  /** Every namespace of its components. */
  readonly namespaces: readonly string[];
  /** Everything that was rendered for it. */
  readonly objects: readonly PermittedObject[];
}

/**
 * The two projects of an environment. That of its root may create Applications and nothing else, and only where the children live;
 * that of the children takes Applications from there only, and allows exactly what was rendered.
 * Argo CD neither reconciles nor deletes what no project allows, so both outlive the environment until its children are gone.
 */
export function environmentProjects(facts: EnvironmentProjects): readonly [root: AppProject, children: AppProject] {
  const { environment, argocd, destination, namespaces, objects } = facts;
  const names = environmentNames(environment, argocd);
  const annotations = { ...syncWave(clusterWaves.project), ...kept };
  return [
    new AppProject({
      metadata: { name: names.rootProject, namespace: argocd.namespace, annotations },
      spec: {
        sourceRepos: [argocd.repository],
        destinations: [{ ...argocdCluster, namespace: names.childNamespace }],
        clusterResourceWhitelist: [],
        namespaceResourceWhitelist: [{ group: 'argoproj.io', kind: 'Application' }],
      },
    }),
    new AppProject({
      metadata: { name: names.project, namespace: argocd.namespace, annotations },
      spec: {
        sourceRepos: [argocd.repository],
        // Argo CD's own namespace may use any project and is never listed.
        sourceNamespaces: argocd.isolation === 'shared' ? undefined : [names.childNamespace],
        destinations: [...new Set(namespaces)].sort().map((namespace) => ({ ...destination, namespace })),
        ...permittedKinds(objects),
      },
    }),
  ];
}
