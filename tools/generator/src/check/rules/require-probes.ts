import type { IProbe } from 'kubernetes-models/v1/Probe';
import { problem } from '../../problem.ts';
import { defineRule } from '../rule.ts';

export const requireProbes = defineRule({
  name: 'require-probes',
  *check({ index }) {
    for (const { runs, containers, subject, where } of index.workloads) {
      if (runs === 'task') continue;
      for (const { role, container } of containers) {
        if (role === 'init') continue;
        const missing = (['readinessProbe', 'livenessProbe'] as const).filter((probe) => !asks(container[probe]));
        if (missing.length > 0) yield problem('require-probes', where, { ...subject, container: container.name, missing });
      }
    }
  },
});

/** A probe without a handler is refused. */
function asks(probe: IProbe | undefined): boolean {
  return Boolean(probe?.exec ?? probe?.httpGet ?? probe?.tcpSocket ?? probe?.grpc);
}
