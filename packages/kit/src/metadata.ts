import type { Identity } from './identity.ts';

/** Name, namespace and labels of an object; `suffix` is for the second object of a kind. */
export function metadata(self: Identity, suffix?: string) {
  return {
    name: suffix ? `${self.name}-${suffix}` : self.name,
    namespace: self.namespace,
    labels: { ...self.labels },
  };
}
