import { Namespace } from 'kubernetes-models/v1/Namespace';
import { clusterWaves, kept, syncWave } from './annotations.ts';
import type { ArgoCd } from './cluster.ts';
import { environmentNames } from './names.ts';

/**
 * The namespace of an environment's child Applications; none where they share that of Argo CD. Deleting it would delete them, and
 * their finalizers everything they deployed: so neither pruning nor a cascading deletion may.
 */
export function childNamespace(environment: string, argocd: Pick<ArgoCd, 'namespace' | 'isolation'>): Namespace | undefined {
  if (argocd.isolation === 'shared') return undefined;
  const name = environmentNames(environment, argocd).childNamespace;
  return new Namespace({ metadata: { name, annotations: { ...syncWave(clusterWaves.namespace), ...kept } } });
}
