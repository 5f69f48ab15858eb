import { problem } from '../../problem.ts';
import { readablePlace } from '../references.ts';
import { defineRule } from '../rule.ts';
import { isClaimOfStatefulSet } from '../volume-claims.ts';

export const noMissingClaim = defineRule({
  name: 'no-missing-claim',
  *check({ index }) {
    for (const { references, namespace, subject, where } of index.workloads) {
      for (const { kind, name, place } of references) {
        if (kind !== 'PersistentVolumeClaim' || index.has(kind, namespace, name) || isClaimOfStatefulSet(index, namespace, name)) continue;
        yield problem('no-missing-claim', where, { ...subject, name, namespace, from: readablePlace(place) });
      }
    }
  },
});
