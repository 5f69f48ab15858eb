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

/** Replaces every `{{name}}` of a real configuration file by a text or a number; a placeholder without one is a bug and throws. */
export function fill(file: string, values: Readonly<Record<string, unknown>>): string {
  return file.replaceAll(/\{\{(\w+)\}\}/g, (placeholder, name: string) => {
    const value = values[name];
    if (typeof value !== 'string' && typeof value !== 'number') throw new Error(`no value for ${placeholder}`);
    return String(value);
  });
}
