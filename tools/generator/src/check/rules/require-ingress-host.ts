import { problem } from '../../problem.ts';
import { defineRule } from '../rule.ts';
import { whereWritten } from '../where-written.ts';

export const requireIngressHost = defineRule({
  name: 'require-ingress-host',
  *check({ plan, index }) {
    for (const entry of index.of('Ingress.networking.k8s.io')) {
      const { rules = [], defaultBackend } = entry.object.spec ?? {};
      if (!defaultBackend && rules.every(({ host }) => host)) continue;
      const where = whereWritten(plan, entry, (path) => path.at(-1) === 'ingress');
      yield problem('require-ingress-host', where, { ...entry.subject, environment: plan.environment.folder });
    }
  },
});
