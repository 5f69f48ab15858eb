import type { PodSecurityLevel } from '../model.ts';
import { judgedPod } from './judged-pod.ts';
import { baselineControls } from './pod-security-baseline.ts';
import { restrictedControls } from './pod-security-restricted.ts';
import type { Workload } from './workload.ts';

/**
 * What breaks the level, in the words of the Pod's fields: the Pod Security Standards for Linux as Kubernetes 1.36 has them,
 * without what they tolerate in user namespaces.
 */
export function podSecurityViolations(workload: Workload, level: PodSecurityLevel, minor: number): readonly string[] {
  if (level === 'privileged') return [];
  const pod = judgedPod(workload, minor);
  const found = new Set<string>();
  const forbid = (violation: string) => found.add(violation);
  for (const control of baselineControls) control(pod, forbid);
  if (level === 'restricted') for (const control of restrictedControls) control(pod, forbid);
  return [...found];
}
