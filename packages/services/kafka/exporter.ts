import { deployment, type Identity, nonRoot, port } from '@gitops/kit';
import type { Deployment } from 'kubernetes-models/apps/v1/Deployment';

export const metrics = port('metrics', 9308);

/** One for the whole cluster, because every broker tells the same of topics and consumer groups. */
export function exporter(self: Identity, image: string, bootstrapServers: string): Deployment {
  const security = nonRoot(65534);
  const answers = { httpGet: { path: '/healthz', port: metrics.ref }, timeoutSeconds: 5 };
  return deployment(self, {
    replicas: 1,
    progressDeadlineSeconds: 600,
    // Two at once would count everything twice.
    strategy: { type: 'Recreate' },
    pod: {
      securityContext: security.pod,
      containers: [
        {
          name: 'exporter',
          image,
          // Where no broker answers at its start it gives up, and is restarted until one does.
          // Without concurrent.enable it loses a line of its answer now and then.
          args: [`--kafka.server=${bootstrapServers}`, '--concurrent.enable'],
          ports: [metrics.container],
          resources: { requests: { cpu: '20m', memory: '32Mi' }, limits: { memory: '128Mi' } },
          securityContext: security.container,
          // Of the exporter alone: a Kafka that is down is what it is there to tell.
          readinessProbe: { ...answers, periodSeconds: 10 },
          livenessProbe: { ...answers, periodSeconds: 20, failureThreshold: 6 },
        },
      ],
    },
  });
}
