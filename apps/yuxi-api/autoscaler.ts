import { type Identity, metadata } from '@gitops/kit';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import { inWave, waves } from './order.ts';

interface Range {
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly cpu: number;
  readonly memory: number;
}

/** Scales the Deployment of the same name. */
export function autoscaler(self: Identity, { minReplicas, maxReplicas, cpu, memory }: Range): HorizontalPodAutoscaler {
  return new HorizontalPodAutoscaler({
    // Before its Deployment it would be unhealthy, which ends a sync.
    metadata: { ...metadata(self), annotations: inWave(waves.api) },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: self.name },
      minReplicas,
      maxReplicas,
      metrics: [utilization('cpu', cpu), utilization('memory', memory)],
    },
  });
}

function utilization(name: string, averageUtilization: number) {
  return { type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization } } };
}
