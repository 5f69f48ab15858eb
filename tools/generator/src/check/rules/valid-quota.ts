import { amount } from '@gitops/kit';
import type { ManifestObject, PlannedComponent, Quota } from '../../model.ts';
import { problem } from '../../problem.ts';
import { type Demand, demandOf, nothing, plus } from '../demand.ts';
import type { ObjectIndex } from '../object-index.ts';
import { defineRule } from '../rule.ts';

const parts = ['cpu', 'memory', 'storage', 'pods'] as const;

/** The components of each namespace fit into its quota, also while everything rolls out and every Job runs. */
export const validQuota = defineRule({
  name: 'valid-quota',
  *check({ plan, index }) {
    const { quota, namespaces, folder } = plan.environment;
    if (!quota) return;
    for (const namespace of namespaces) {
      const demands = plan.components.map((component) => ({ name: component.name, demand: demandIn(component, namespace, index) }));
      const total = demands.reduce((sum, { demand }) => plus(sum, demand), nothing);
      for (const part of parts) {
        if (total[part] <= amount(quota[part])) continue;
        const largest = [...demands].sort((a, b) => b.demand[part] - a.demand[part]).slice(0, 5);
        const facts = {
          namespace,
          part,
          total: shown(part, total[part]),
          quota: String(quota[part]),
          largest: largest.filter(({ demand }) => demand[part] > 0).map(({ name, demand }) => `${name} ${shown(part, demand[part])}`),
        };
        yield problem('valid-quota', { unit: folder, at: plan.environment.at('quota', part) }, facts);
      }
    }
  },
});

function demandIn({ objects }: PlannedComponent, namespace: string, index: ObjectIndex): Demand {
  const own = objects.filter(({ metadata }) => metadata.namespace === namespace);
  const scaled = (object: ManifestObject) =>
    index
      .of('HorizontalPodAutoscaler.autoscaling')
      .find(
        ({ object: { spec, metadata } }) =>
          metadata.namespace === namespace &&
          spec?.scaleTargetRef.kind === object.kind &&
          spec.scaleTargetRef.name === object.metadata.name,
      )?.object.spec?.maxReplicas;
  return own.reduce((sum, object) => plus(sum, demandOf(object, scaled(object))), nothing);
}

function shown(part: keyof Quota, value: number): string {
  if (part === 'pods') return String(value);
  if (part === 'cpu') return `${Math.ceil(value * 1000)}m`;
  const mebibytes = Math.ceil(value / 1024 ** 2);
  return mebibytes % 1024 === 0 ? `${mebibytes / 1024}Gi` : `${mebibytes}Mi`;
}
