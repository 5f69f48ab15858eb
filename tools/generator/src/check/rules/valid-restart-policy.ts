import { problem } from '../../problem.ts';
import { defineRule } from '../rule.ts';

const jobs = new Set(['Job.batch', 'CronJob.batch']);

/** Pods restart for ever unless they say otherwise, which those of a Job may not and all others must. */
export const validRestartPolicy = defineRule({
  name: 'valid-restart-policy',
  *check({ index }) {
    for (const { kind, pod, subject, where } of index.workloads) {
      if (kind === 'Pod') continue;
      const { restartPolicy = 'Always' } = pod;
      const allowed = jobs.has(kind) ? ['OnFailure', 'Never'] : ['Always'];
      if (!allowed.includes(restartPolicy)) yield problem('valid-restart-policy', where, { ...subject, restartPolicy, allowed });
    }
  },
});
