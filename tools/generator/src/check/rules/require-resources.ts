import type { IContainer } from 'kubernetes-models/v1/Container';
import { problem } from '../../problem.ts';
import { defineRule } from '../rule.ts';

export const requireResources = defineRule({
  name: 'require-resources',
  *check({ index }) {
    for (const { containers, subject, where } of index.workloads) {
      for (const { container } of containers) {
        const missing = missingResources(container);
        if (missing.length > 0) yield problem('require-resources', where, { ...subject, container: container.name, missing });
      }
    }
  },
});

/** No limit on CPU is asked for: it slows a container down where nobody else wants the time. */
function missingResources({ resources }: IContainer): string[] {
  const missing: string[] = [];
  if (resources?.requests?.cpu === undefined) missing.push('requests.cpu');
  if (resources?.requests?.memory === undefined) missing.push('requests.memory');
  if (resources?.limits?.memory === undefined) missing.push('limits.memory');
  return missing;
}
