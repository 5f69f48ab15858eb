import { problem } from '../../problem.ts';
import { defineRule } from '../rule.ts';
import { whereWritten } from '../where-written.ts';

export const validAutoscaler = defineRule({
  name: 'valid-autoscaler',
  *check({ plan, index }) {
    for (const entry of index.of('HorizontalPodAutoscaler.autoscaling')) {
      const { minReplicas = 1, maxReplicas = 1 } = entry.object.spec ?? {};
      if (minReplicas <= maxReplicas) continue;
      const where = whereWritten(plan, entry, (path, value) => path.at(-1) === 'maxReplicas' && value === maxReplicas);
      yield problem('valid-autoscaler', where, { ...entry.subject, minReplicas, maxReplicas });
    }
  },
});
