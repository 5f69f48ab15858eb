import { problem } from '../../problem.ts';
import { defineRule } from '../rule.ts';
import { matches } from '../selector.ts';

export const validSelector = defineRule({
  name: 'valid-selector',
  *check({ index }) {
    for (const { selector, labels, subject, where } of index.workloads) {
      if (!selector) continue;
      const selects = Object.keys({ ...selector.matchLabels }).length + (selector.matchExpressions ?? []).length;
      if (selects === 0 || !matches(selector, labels)) yield problem('valid-selector', where, { ...subject, isEmpty: selects === 0 });
    }
  },
});
