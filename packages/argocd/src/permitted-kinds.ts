/** What a project asks of a rendered object. An object without a namespace is cluster-scoped. */
export interface PermittedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

interface GroupKind {
  readonly group: string;
  readonly kind: string;
  readonly name?: string;
}

/** Exactly the kinds of these objects, each once and sorted; of cluster-scoped ones the names too. */
export function permittedKinds(objects: readonly PermittedObject[]) {
  const clusterScoped: GroupKind[] = [];
  const namespaced: GroupKind[] = [];
  for (const { apiVersion, kind, metadata } of objects) {
    const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
    if (metadata.namespace) namespaced.push({ group, kind });
    else clusterScoped.push({ group, kind, name: metadata.name });
  }
  return { clusterResourceWhitelist: sortedOnce(clusterScoped), namespaceResourceWhitelist: sortedOnce(namespaced) };
}

function sortedOnce(kinds: readonly GroupKind[]): GroupKind[] {
  const byKey = new Map(kinds.map((kind) => [`${kind.group}/${kind.kind}/${kind.name ?? ''}`, kind]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, kind]) => kind);
}
