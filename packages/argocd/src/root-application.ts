import { Application } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/Application';
import { clusterWaves, generatedFrom, syncWave } from './annotations.ts';
import { type ArgoCd, argocdCluster } from './cluster.ts';
import { environmentNames } from './names.ts';
import { automated, retryNewest } from './sync-policy.ts';

interface RootApplication {
  readonly environment: string;
  /** `environments/<environment>` */
  readonly folder: string;
  readonly argocd: ArgoCd;
  /** `manual`: a commit shows the root OutOfSync and changes nothing until a person syncs it. */
  readonly sync: 'automatic' | 'manual';
}

/**
 * The only Application of an environment that follows the branch: it pins every child to the commit that it syncs.
 * It has no finalizer, so deleting it by accident deletes nothing else.
 */
export function rootApplication({ environment, folder, argocd, sync }: RootApplication): Application {
  const names = environmentNames(environment, argocd);
  return new Application({
    metadata: {
      name: names.root,
      namespace: argocd.namespace,
      annotations: { ...syncWave(clusterWaves.root), ...generatedFrom(`/${folder}`) },
    },
    spec: {
      project: names.rootProject,
      source: {
        repoURL: argocd.repository,
        path: `${folder}/generated/argocd`,
        targetRevision: argocd.branch,
        // As text, because the hash of a commit may look like a number.
        helm: { parameters: [{ name: 'revision', value: '$ARGOCD_APP_REVISION', forceString: true }] },
      },
      destination: { ...argocdCluster, namespace: names.childNamespace },
      syncPolicy: { automated: sync === 'automatic' ? automated : undefined, retry: retryNewest },
    },
  });
}
