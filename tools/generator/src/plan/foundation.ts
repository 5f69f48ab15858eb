import { dataProtection } from '@gitops/kit';
import type { Environment, ManifestObject, Quota } from '../model.ts';
import { priorityClasses } from './priorities.ts';

/** What stands before any component: the namespaces with their Pod Security level and limits, closed to traffic that no policy allows. */
export function foundation(environment: Environment): ManifestObject[] {
  const { name, namespaces, podSecurity, quota } = environment;
  const labels = { 'app.kubernetes.io/component': 'foundation', 'app.kubernetes.io/part-of': name };
  const inEach = namespaces.flatMap((namespace): ManifestObject[] => {
    const level = podSecurity[namespace] ?? 'restricted';
    const levels = Object.fromEntries(['enforce', 'audit', 'warn'].map((mode) => [`pod-security.kubernetes.io/${mode}`, level]));
    return [
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: namespace, labels: { ...labels, ...levels }, annotations: { ...dataProtection } },
      },
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'default-deny', namespace, labels },
        spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
      },
      ...(quota ? limits(namespace, labels, quota) : []),
    ];
  });
  return [...inEach, ...priorityClasses(environment, labels)];
}

/** The quota, and what a container that says nothing gets: under a quota the API server refuses Pods without requests. */
function limits(namespace: string, labels: Readonly<Record<string, string>>, { cpu, memory, storage, pods }: Quota): ManifestObject[] {
  const metadata = { name: 'environment', namespace, labels };
  const hard = { 'requests.cpu': cpu, 'requests.memory': memory, 'requests.storage': storage, pods: String(pods) };
  const container = { type: 'Container', defaultRequest: { cpu: '50m', memory: '64Mi' }, default: { memory: '256Mi' } };
  return [
    { apiVersion: 'v1', kind: 'ResourceQuota', metadata, spec: { hard } },
    { apiVersion: 'v1', kind: 'LimitRange', metadata, spec: { limits: [container] } },
  ];
}
