import { type Identity, metadata } from '@gitops/kit';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import { type Static, Type } from 'typebox';

interface Range {
  readonly minReplicas: number;
  readonly maxReplicas: number;
}

/** A number of Pods that follows the load; it needs metrics-server in the cluster. */
export const Autoscaling = ({ minReplicas, maxReplicas }: Range, description: string) =>
  Type.Object(
    {
      minReplicas: Type.Integer({ minimum: 1, default: minReplicas }),
      maxReplicas: Type.Integer({ minimum: 1, default: maxReplicas }),
      cpu: Type.Integer({ minimum: 1, maximum: 100, default: 70, description: 'Per cent of the requested CPU' }),
      memory: Type.Integer({ minimum: 1, maximum: 100, default: 80, description: 'Per cent of the requested memory' }),
    },
    { additionalProperties: false, description },
  );
export type Autoscaling = Static<ReturnType<typeof Autoscaling>>;

/** Scales the workload of the same name, whichever kind it is. */
export function autoscaler(
  self: Identity,
  { apiVersion, kind }: { readonly apiVersion: string; readonly kind: string },
  { minReplicas, maxReplicas, cpu, memory }: Autoscaling,
): HorizontalPodAutoscaler {
  return new HorizontalPodAutoscaler({
    metadata: metadata(self),
    spec: {
      scaleTargetRef: { apiVersion, kind, name: self.name },
      minReplicas,
      maxReplicas,
      metrics: [utilization('cpu', cpu), utilization('memory', memory)],
    },
  });
}

function utilization(name: string, averageUtilization: number) {
  return { type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization } } };
}
