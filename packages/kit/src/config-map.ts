import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { contentHash } from './hash.ts';
import type { Identity } from './identity.ts';
import { metadata } from './metadata.ts';

/**
 * An immutable ConfigMap whose name carries the hash of its data, so that a changed file rolls the Pods.
 * A second one of the same component needs a `suffix`.
 */
export function configMap(self: Identity, data: Record<string, string>, suffix?: string): ConfigMap {
  const hash = contentHash(Object.entries(data).sort());
  return new ConfigMap({ metadata: metadata(self, suffix ? `${suffix}-${hash}` : hash), immutable: true, data });
}
