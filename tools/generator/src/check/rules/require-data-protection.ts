import { problem } from '../../problem.ts';
import { defineRule } from '../rule.ts';
import { syncOptionsOf } from '../sync-options.ts';

const kindsWithData = new Set(['PersistentVolumeClaim', 'Namespace', 'Cluster.postgresql.cnpg.io']);

/** Each option guards against another accident: an object taken out of Git, and an Application that is deleted. */
const wanted = ['Prune=false', 'Delete=false'];

export const requireDataProtection = defineRule({
  name: 'require-data-protection',
  *check({ index }) {
    for (const entry of index.all) {
      if (!kindsWithData.has(entry.kind)) continue;
      const options = syncOptionsOf(entry);
      const missing = wanted.filter((option) => !options.includes(option));
      if (missing.length > 0) yield problem('require-data-protection', entry.where, { ...entry.subject, missing });
    }
  },
});
