import { problem } from '../../problem.ts';
import { defineRule } from '../rule.ts';

/** Environment variables such as KAFKA_PORT, which Kubernetes adds for every Service, break half of the images (C0.1). */
export const requireServiceLinksOff = defineRule({
  name: 'require-service-links-off',
  *check({ index }) {
    for (const { pod, subject, where } of index.workloads) {
      if (pod.enableServiceLinks !== false) yield problem('require-service-links-off', where, subject);
    }
  },
});
