import { problem } from '../../problem.ts';
import type { Entry } from '../entry.ts';
import { defineRule } from '../rule.ts';

export const uniqueObjects = defineRule({
  name: 'unique-objects',
  *check({ index }) {
    const first = new Map<string, Entry>();
    for (const entry of index.all) {
      const { key, namespace, subject, where } = entry;
      const earlier = first.get(key);
      if (earlier) yield problem('unique-objects', where, { ...subject, namespace, otherComponent: earlier.subject.component });
      else first.set(key, entry);
    }
  },
});
