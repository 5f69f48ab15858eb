import { problem } from '../../problem.ts';
import { defineRule } from '../rule.ts';

export const noMissingNamespace = defineRule({
  name: 'no-missing-namespace',
  *check({ plan, index }) {
    const known = plan.environment.namespaces;
    const namespaces = new Set(known);
    for (const { namespace, subject, where } of index.all) {
      // Empty: an object without a namespace.
      if (namespace !== '' && !namespaces.has(namespace)) yield problem('no-missing-namespace', where, { ...subject, namespace, known });
    }
  },
});
