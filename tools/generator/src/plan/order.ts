import type { Cluster, ManifestObject } from '../model.ts';

const syncWave = 'argocd.argoproj.io/sync-wave';
const ignoreHealth = 'argocd.argoproj.io/ignore-healthcheck';
const hook = 'argocd.argoproj.io/hook';

/**
 * The order inside one component: Jobs after the workloads are ready, entrances and autoscalers last. What may stay Progressing for ever
 * (an Ingress without an address, an autoscaler without metrics) does not count for the health of the component.
 */
export function orderObjects(objects: readonly ManifestObject[], cluster: Cluster): ManifestObject[] {
  return objects.map((object) => {
    const added = annotationsFor(object, cluster);
    if (Object.keys(added).length === 0) return object;
    return { ...object, metadata: { ...object.metadata, annotations: { ...added, ...object.metadata.annotations } } };
  });
}

function annotationsFor(object: ManifestObject, { reportsAddresses }: Cluster): Record<string, string> {
  if (object.metadata.annotations?.[hook]) return {};
  if (object.kind === 'Job') return { [syncWave]: '1' };
  // Its last run may have failed; that is for an alert to say, and must not hold a rollout.
  if (object.kind === 'CronJob') return { [ignoreHealth]: 'true' };
  if (object.kind === 'HorizontalPodAutoscaler') return { [syncWave]: '2', [ignoreHealth]: 'true' };
  const waitsForAddress =
    object.kind === 'Ingress' || (object.kind === 'Service' && (object.spec as { type?: string }).type === 'LoadBalancer');
  if (!waitsForAddress) return {};
  return reportsAddresses ? { [syncWave]: '2' } : { [syncWave]: '2', [ignoreHealth]: 'true' };
}
