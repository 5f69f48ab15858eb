import type { Environment, ManifestObject } from '../model.ts';

/** Survives its removal from Git and the deletion of its Application: it holds the data of everything in it. */
export const keep = { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' } as const;

/** What stands before any component: the namespaces with their Pod Security level, closed to traffic that no policy allows. */
export function foundation({ name, namespaces, podSecurity }: Environment): ManifestObject[] {
  const labels = { 'app.kubernetes.io/component': 'foundation', 'app.kubernetes.io/part-of': name };
  return namespaces.flatMap((namespace): ManifestObject[] => {
    const level = podSecurity[namespace] ?? 'restricted';
    const levels = Object.fromEntries(['enforce', 'audit', 'warn'].map((mode) => [`pod-security.kubernetes.io/${mode}`, level]));
    return [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels: { ...labels, ...levels }, annotations: { ...keep } } },
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'default-deny', namespace, labels },
        spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
      },
    ];
  });
}
