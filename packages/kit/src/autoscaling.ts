import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import type { IHorizontalPodAutoscalerBehavior } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscalerBehavior';
import { type Static, Type } from 'typebox';
import type { Identity } from './identity.ts';
import { metadata } from './metadata.ts';

interface Range {
  /** With how few Pods the component still is what it promises; 1 for most. */
  readonly minimum?: number;
  readonly minReplicas: number;
  readonly maxReplicas: number;
}

/** A number of Pods that follows the load; it needs metrics-server in the cluster. */
export const AutoscalingOption = ({ minimum = 1, minReplicas, maxReplicas }: Range, about: { description: string; default?: object }) =>
  Type.Object(
    {
      minReplicas: Type.Integer({ minimum, default: minReplicas }),
      maxReplicas: Type.Integer({ minimum, default: maxReplicas }),
      cpu: Type.Integer({ minimum: 1, maximum: 100, default: 70, description: 'Per cent of the requested CPU' }),
      memory: Type.Integer({ minimum: 1, maximum: 100, default: 80, description: 'Per cent of the requested memory' }),
    },
    { additionalProperties: false, ...about },
  );
type AutoscalingSettings = Static<ReturnType<typeof AutoscalingOption>>;

interface Further {
  readonly annotations?: Record<string, string>;
  /** How fast; as Kubernetes does it by itself where nothing is said. */
  readonly behavior?: IHorizontalPodAutoscalerBehavior;
}

/** Scales the workload of the same name, whichever kind it is. */
export function autoscaler(
  self: Identity,
  { apiVersion, kind }: { readonly apiVersion: string; readonly kind: string },
  { minReplicas, maxReplicas, cpu, memory }: AutoscalingSettings,
  { annotations, behavior }: Further = {},
): HorizontalPodAutoscaler {
  return new HorizontalPodAutoscaler({
    metadata: { ...metadata(self), annotations },
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
