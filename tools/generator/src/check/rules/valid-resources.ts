import { amount, quantityForm } from '@gitops/kit';
import type { IContainer } from 'kubernetes-models/v1/Container';
import { problem } from '../../problem.ts';
import { defineRule } from '../rule.ts';
import { whereWritten } from '../where-written.ts';

export const validResources = defineRule({
  name: 'valid-resources',
  *check({ plan, index }) {
    for (const entry of index.workloads) {
      for (const { container } of entry.containers) {
        for (const { reason, limit } of contradictions(container)) {
          const where = whereWritten(plan, entry, (path, value) => path.slice(-2).join('.') === limit?.name && value === limit.value);
          yield problem('valid-resources', where, { ...entry.subject, container: container.name, reason });
        }
      }
    }
  },
});

interface Contradiction {
  readonly reason: string;
  /** `limits.memory` and what it is. */
  readonly limit?: { readonly name: string; readonly value: unknown };
}

function contradictions({ resources: { requests = {}, limits = {} } = {} }: IContainer): Contradiction[] {
  const unreadable = [...Object.values(requests), ...Object.values(limits)].filter((quantity) => !form.test(String(quantity)));
  if (unreadable.length > 0)
    return unreadable.map((quantity) => ({ reason: `has "${quantity}", which is no quantity such as 500m, 2 or 10Gi` }));
  return Object.entries(requests).flatMap(([resource, requested]) => {
    const limit = limits[resource];
    return limit !== undefined && amount(requested) > amount(limit)
      ? [
          {
            reason: `requests ${requested} of ${resource}, and is limited to ${limit}`,
            limit: { name: `limits.${resource}`, value: limit },
          },
        ]
      : [];
  });
}

const form = new RegExp(quantityForm);
