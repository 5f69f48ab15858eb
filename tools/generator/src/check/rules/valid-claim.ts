import { problem } from '../../problem.ts';
import { defineRule } from '../rule.ts';
import { volumeClaims } from '../volume-claims.ts';
import { whereWritten } from '../where-written.ts';

export const validClaim = defineRule({
  name: 'valid-claim',
  *check({ plan, index }) {
    for (const { entry, from, size } of volumeClaims(index)) {
      // Any unit of zero is zero.
      if (Number.parseFloat(String(size)) > 0) continue;
      const where = whereWritten(plan, entry, (_, value) => size !== undefined && value === size);
      yield problem('valid-claim', where, { ...entry.subject, from, size });
    }
  },
});
