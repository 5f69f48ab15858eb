import { deployment, env, type Identity, nonRoot, port, type SecretHandle, secretRef } from '@gitops/kit';
import type { Deployment } from 'kubernetes-models/apps/v1/Deployment';

export const metrics = port('metrics', 9114);

/** Beside Elasticsearch and not in its Pod, so that a new exporter does not restart the only node. Its user is made by the setup Job. */
export function exporter(self: Identity, image: string, { url, login }: { url: string; login: SecretHandle<'exporter'> }): Deployment {
  const security = nonRoot(65534);
  const answers = { httpGet: { path: '/healthz', port: metrics.ref }, timeoutSeconds: 5 };
  return deployment(self, {
    replicas: 1,
    progressDeadlineSeconds: 300,
    // Two at once would count everything twice.
    strategy: { type: 'Recreate' },
    pod: {
      securityContext: security.pod,
      containers: [
        {
          name: 'exporter',
          image,
          args: [`--es.uri=${url}`],
          ports: [metrics.container],
          env: env({ ES_USERNAME: 'exporter', ES_PASSWORD: secretRef(login, 'exporter') }),
          resources: { requests: { cpu: '20m', memory: '32Mi' }, limits: { memory: '128Mi' } },
          securityContext: security.container,
          // Of the exporter alone: an Elasticsearch that is down is what it is there to tell.
          readinessProbe: { ...answers, periodSeconds: 10 },
          livenessProbe: { ...answers, periodSeconds: 20, failureThreshold: 6 },
        },
      ],
    },
  });
}
