import type { Cluster, ManifestObject } from '../model.ts';

/** Takes an object out of the health of its Application. */
const ignored = { 'argocd.argoproj.io/ignore-healthcheck': 'true' } as const;

/**
 * What may stay Progressing for ever (an Ingress without an address, an autoscaler without metrics, a DaemonSet while a node is away) or
 * fails on its own schedule does not count for the health of its component. There are no waves inside a component: an operation that waits
 * for one would outlast the deadline, which counts from its end, and nothing could be behind what never gets healthy.
 */
export function ignoreEndless(objects: readonly ManifestObject[], cluster: Cluster): ManifestObject[] {
  return objects.map((object) => {
    if (!isEndless(object, cluster)) return object;
    return { ...object, metadata: { ...object.metadata, annotations: { ...ignored, ...object.metadata.annotations } } };
  });
}

const endless: ReadonlySet<string> = new Set(['CronJob', 'DaemonSet', 'HorizontalPodAutoscaler']);

function isEndless({ kind, spec }: ManifestObject, { reportsAddresses }: Cluster): boolean {
  if (endless.has(kind)) return true;
  const waitsForAddress = kind === 'Ingress' || (kind === 'Service' && (spec as { type?: string }).type === 'LoadBalancer');
  return waitsForAddress && !reportsAddresses;
}
