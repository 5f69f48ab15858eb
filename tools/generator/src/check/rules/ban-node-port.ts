import { problem } from '../../problems/report.ts';
import { defineRule } from '../rule.ts';

/** W080 */
export const banNodePort = defineRule({
  name: 'ban-node-port',
  *check({ plan, index }) {
    const { stage } = plan.environment;
    if (stage === 'development') return;
    for (const { object, subject, where } of index.of('Service')) {
      if (object.spec?.type === 'NodePort') yield problem('ban-node-port', where, { ...subject, stage });
    }
  },
});
