import { type Identity, metadata } from '@gitops/kit';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import { type Static, Type } from 'typebox';

/** How many Pods there are. It needs metrics-server in the cluster. */
export const Autoscaling = Type.Object(
  {
    minReplicas: Type.Integer({ minimum: 1, default: 3 }),
    maxReplicas: Type.Integer({ minimum: 1, default: 10 }),
    cpu: Type.Integer({ minimum: 1, maximum: 100, default: 70, description: 'Per cent of the requested CPU' }),
    memory: Type.Integer({ minimum: 1, maximum: 100, default: 80, description: 'Per cent of the requested memory' }),
  },
  { additionalProperties: false, default: {}, description: 'A number of Pods that follows the load (P023)' },
);

/** Up at once, down slowly: at most half of the Pods a minute, after five quiet minutes (B4). */
const behavior = {
  scaleDown: { stabilizationWindowSeconds: 300, policies: [{ type: 'Percent', value: 50, periodSeconds: 60 }] },
  scaleUp: {
    stabilizationWindowSeconds: 0,
    selectPolicy: 'Max',
    policies: [
      { type: 'Percent', value: 100, periodSeconds: 30 },
      { type: 'Pods', value: 2, periodSeconds: 30 },
    ],
  },
};

export function autoscaler(
  self: Identity,
  { apiVersion, kind }: { readonly apiVersion: string; readonly kind: string },
  { minReplicas, maxReplicas, cpu, memory }: Static<typeof Autoscaling>,
): HorizontalPodAutoscaler {
  return new HorizontalPodAutoscaler({
    metadata: metadata(self),
    spec: {
      scaleTargetRef: { apiVersion, kind, name: self.name },
      minReplicas,
      maxReplicas,
      metrics: [utilization('cpu', cpu), utilization('memory', memory)],
      behavior,
    },
  });
}

function utilization(name: string, averageUtilization: number) {
  return { type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization } } };
}
