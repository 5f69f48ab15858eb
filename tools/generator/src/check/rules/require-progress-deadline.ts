import { problem } from '../../problem.ts';
import { defineRule } from '../rule.ts';

export const requireProgressDeadline = defineRule({
  name: 'require-progress-deadline',
  *check({ index }) {
    for (const { object, subject, where } of index.of('Deployment.apps')) {
      if (!object.spec?.progressDeadlineSeconds) yield problem('require-progress-deadline', where, subject);
    }
  },
});
