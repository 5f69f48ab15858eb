import { problem } from '../../problem.ts';
import { defineRule } from '../rule.ts';
import { whereWritten } from '../where-written.ts';

interface Steps {
  readonly maxSurge?: string | number;
  readonly maxUnavailable?: string | number;
}

/** An update adds a Pod or takes one away first: with neither there is no way to begin. */
export const validRollingUpdate = defineRule({
  name: 'valid-rolling-update',
  *check({ plan, index }) {
    const steps = [
      ...index.of('Deployment.apps').map((entry) => ({ entry, update: entry.object.spec?.strategy?.rollingUpdate })),
      ...index.of('Rollout.argoproj.io').map((entry) => ({ entry, update: entry.object.spec?.strategy?.canary })),
    ];
    for (const { entry, update } of steps) {
      const { maxSurge, maxUnavailable }: Steps = update ?? {};
      if (!isNone(maxSurge) || !isNone(maxUnavailable)) continue;
      const where = whereWritten(plan, entry, (path, value) => path.at(-1) === 'maxSurge' && value === maxSurge);
      yield problem('valid-rolling-update', where, entry.subject);
    }
  },
});

/** A quarter of the replicas where nothing is said. */
function isNone(bound: string | number | undefined): boolean {
  return bound !== undefined && Number.parseInt(String(bound), 10) === 0;
}
