import { hasIssuer } from '../../plan/has-issuer.ts';
import { problem } from '../../problem.ts';
import type { Entry } from '../entry.ts';
import { defineRule } from '../rule.ts';

/** Who acts on the objects of an API group; one kind may differ from its group. */
const operators: Readonly<Record<string, string>> = {
  'HorizontalPodAutoscaler.autoscaling': 'metrics-server',
  'Rollout.argoproj.io': 'argo-rollouts',
  'bitnami.com': 'sealed-secrets',
  'cert-manager.io': 'cert-manager',
  'external-secrets.io': 'external-secrets',
  'monitoring.coreos.com': 'prometheus-operator',
  'postgresql.cnpg.io': 'cloudnative-pg',
};

export const noMissingOperator = defineRule({
  name: 'no-missing-operator',
  *check({ plan, index }) {
    const { name: cluster, folder, operators: installed, addons } = plan.environment.cluster;
    const present = new Set([...installed, ...addons.map(({ name }) => name)]);
    const told = new Set<string>();
    for (const entry of index.all) {
      const operator = operatorOf(entry);
      if (operator === undefined || present.has(operator)) continue;
      // Once a component: the answer is the same for all of its objects.
      const key = `${entry.subject.component} ${operator}`;
      if (told.has(key)) continue;
      told.add(key);
      yield problem('no-missing-operator', entry.where, { ...entry.subject, operator, cluster, folder, installed });
    }
  },
});

function operatorOf({ kind, object }: Entry): string | undefined {
  if (kind === 'Ingress.networking.k8s.io' && hasIssuer(object)) return 'cert-manager';
  return operators[kind] ?? operators[kind.slice(kind.indexOf('.') + 1)];
}
