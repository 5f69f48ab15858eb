import type { ManifestObject } from '../model.ts';

const annotations = ['cert-manager.io/cluster-issuer', 'cert-manager.io/issuer'];

/** Whether an Ingress asks cert-manager for its certificate, and so for the Secret that holds it. */
export function hasIssuer({ metadata }: ManifestObject): boolean {
  return annotations.some((annotation) => metadata.annotations?.[annotation] !== undefined);
}
