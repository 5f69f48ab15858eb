/** Kinds without a namespace, by kind and group. */
const clusterWide: ReadonlySet<string> = new Set([
  'ClusterIssuer.cert-manager.io',
  'ClusterRole.rbac.authorization.k8s.io',
  'ClusterRoleBinding.rbac.authorization.k8s.io',
  'ClusterSecretStore.external-secrets.io',
  'CustomResourceDefinition.apiextensions.k8s.io',
  'IngressClass.networking.k8s.io',
  'Namespace',
  'PersistentVolume',
  'PriorityClass.scheduling.k8s.io',
  'StorageClass.storage.k8s.io',
]);

export function isClusterWide(kind: string): boolean {
  return clusterWide.has(kind);
}
