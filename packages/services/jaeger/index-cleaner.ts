import type { Elasticsearch } from '@gitops/connections';
import { type ConnectionOf, cronJob, env, type Identity, nonRoot, secretRef } from '@gitops/kit';
import type { CronJob } from 'kubernetes-models/batch/v1/CronJob';
import { elasticsearchUrl } from './elasticsearch-url.ts';

const days = 30;

/** Deletes the indices of traces that are older than 30 days, every night. */
export function indexCleaner(self: Identity, image: string, storage: ConnectionOf<typeof Elasticsearch>): CronJob {
  const security = nonRoot(10001);
  return cronJob(self, 'index-cleaner', {
    schedule: '15 1 * * *',
    concurrencyPolicy: 'Forbid',
    // A night without a cluster is made up for in the morning.
    startingDeadlineSeconds: 36_000,
    successfulJobsHistoryLimit: 1,
    failedJobsHistoryLimit: 3,
    jobTemplate: { backoffLimit: 3, activeDeadlineSeconds: 1800 },
    pod: {
      restartPolicy: 'OnFailure',
      securityContext: security.pod,
      containers: [
        {
          name: 'index-cleaner',
          image,
          args: [String(days), elasticsearchUrl(storage)],
          env: env({
            ES_USERNAME: secretRef(storage.secret, 'username'),
            ES_PASSWORD: secretRef(storage.secret, 'password'),
            ES_TLS_ENABLED: storage.tls,
          }),
          resources: { requests: { cpu: '50m', memory: '32Mi' }, limits: { memory: '128Mi' } },
          securityContext: security.container,
        },
      ],
    },
  });
}
