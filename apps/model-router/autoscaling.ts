import { AutoscalingOption } from '@gitops/kit';

export const Autoscaling = AutoscalingOption(
  { minReplicas: 3, maxReplicas: 10 },
  { default: {}, description: 'A number of Pods that follows the load (P023)' },
);

/** Up at once, down slowly: at most half of the Pods a minute, after five quiet minutes (B4). */
export const behavior = {
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
