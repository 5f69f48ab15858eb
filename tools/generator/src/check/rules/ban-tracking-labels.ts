import { problem } from '../../problem.ts';
import { defineRule } from '../rule.ts';

const labels = ['app.kubernetes.io/instance', 'argocd.argoproj.io/instance'];
const annotations = ['argocd.argoproj.io/tracking-id', 'argocd.argoproj.io/installation-id'];

/** Argo CD writes these itself; one that is rendered makes it take the object for another Application's. */
export const banTrackingLabels = defineRule({
  name: 'ban-tracking-labels',
  *check({ index }) {
    for (const { object, subject, where } of index.all) {
      const { metadata } = object;
      const found = [
        ...labels.filter((name) => metadata.labels?.[name] !== undefined).map((name) => `label ${name}`),
        ...annotations.filter((name) => metadata.annotations?.[name] !== undefined).map((name) => `annotation ${name}`),
      ];
      for (const mark of found) yield problem('ban-tracking-labels', where, { ...subject, mark });
    }
  },
});
