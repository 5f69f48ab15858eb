import { problem } from '../../problem.ts';
import { groupKind } from '../object-index.ts';
import { defineRule } from '../rule.ts';

export const noMissingScaleTarget = defineRule({
  name: 'no-missing-scale-target',
  *check({ index }) {
    for (const { object, namespace, subject, where } of index.of('HorizontalPodAutoscaler.autoscaling')) {
      const target = object.spec?.scaleTargetRef;
      if (!target || index.has(groupKind({ apiVersion: target.apiVersion ?? '', kind: target.kind }), namespace, target.name)) continue;
      const facts = { target: `${target.kind} ${target.name}`, apiVersion: target.apiVersion, namespace };
      yield problem('no-missing-scale-target', where, { ...subject, ...facts });
    }
  },
});
