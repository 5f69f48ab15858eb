import { problem } from '../../problem.ts';
import { defineRule } from '../rule.ts';
import { whereWritten } from '../where-written.ts';

/** W080 */
export const banNodePort = defineRule({
  name: 'ban-node-port',
  *check({ plan, index }) {
    const { stage } = plan.environment;
    if (stage === 'development') return;
    for (const entry of index.of('Service')) {
      if (entry.object.spec?.type !== 'NodePort') continue;
      const where = whereWritten(plan, entry, (_, value) => value === 'NodePort');
      yield problem('ban-node-port', where, { ...entry.subject, stage });
    }
  },
});
