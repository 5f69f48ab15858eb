import { problem } from '../../problem.ts';
import { minorOf } from '../minimum-versions.ts';
import { podSecurityViolations } from '../pod-security.ts';
import { defineRule } from '../rule.ts';

export const validPodSecurity = defineRule({
  name: 'valid-pod-security',
  *check({ plan, index }) {
    const { podSecurity, cluster, namespace: main } = plan.environment;
    const minor = minorOf(cluster.kubernetes);
    for (const workload of index.workloads) {
      const { namespace, subject, where } = workload;
      const level = podSecurity[namespace] ?? 'restricted';
      const violations = podSecurityViolations(workload, level, minor);
      if (violations.length > 0) yield problem('valid-pod-security', where, { ...subject, namespace, main, level, violations });
    }
  },
});
