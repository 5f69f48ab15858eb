import { problem } from '../../problem.ts';
import { defineRule } from '../rule.ts';

export const noMissingVolume = defineRule({
  name: 'no-missing-volume',
  *check({ index }) {
    for (const { pod, claimTemplates, containers, subject, where } of index.workloads) {
      const volumes = [...(pod.volumes ?? []).map(({ name }) => name), ...claimTemplates];
      for (const { container } of containers) {
        for (const { name, mountPath } of container.volumeMounts ?? []) {
          if (volumes.includes(name)) continue;
          yield problem('no-missing-volume', where, { ...subject, container: container.name, name, mountPath, volumes });
        }
      }
    }
  },
});
