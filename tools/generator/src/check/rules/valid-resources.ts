import { amount, quantityForm } from '@gitops/kit';
import type { IContainer } from 'kubernetes-models/v1/Container';
import { problem } from '../../problems/report.ts';
import { defineRule } from '../rule.ts';

export const validResources = defineRule({
  name: 'valid-resources',
  *check({ index }) {
    for (const { containers, subject, where } of index.workloads) {
      for (const { container } of containers) {
        for (const reason of contradictions(container))
          yield problem('valid-resources', where, { ...subject, container: container.name, reason });
      }
    }
  },
});

function contradictions({ resources: { requests = {}, limits = {} } = {} }: IContainer): string[] {
  const unreadable = [...Object.values(requests), ...Object.values(limits)].filter((quantity) => !form.test(String(quantity)));
  if (unreadable.length > 0) return unreadable.map((quantity) => `has "${quantity}", which is no quantity such as 500m, 2 or 10Gi`);
  return Object.entries(requests).flatMap(([resource, requested]) => {
    const limit = limits[resource];
    return limit !== undefined && amount(requested) > amount(limit)
      ? [`requests ${requested} of ${resource}, and is limited to ${limit}`]
      : [];
  });
}

const form = new RegExp(quantityForm);
