import { deployment, env, type port, scratch } from '@gitops/kit';
import type { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import type { Source } from './sources.ts';
import { type Site, security, tmp } from './steps.ts';
import { envOf, type Store } from './target.ts';

interface Watched {
  readonly sources: readonly Source[];
  /** What is mirrored, and where to: for people. */
  readonly mirror: readonly Store[] | undefined;
  readonly metrics: ReturnType<typeof port>;
  /** Image of the web server. */
  readonly httpd: string;
}

/**
 * Looks into the bucket and tells Prometheus what is there, so that every reason for a missing backup alerts, whatever became of its Job.
 * People look into both stores from here, too.
 */
export function watcher({ self, image, target, folder, scripts }: Site, { sources, mirror = [], metrics, httpd }: Watched): Deployment {
  const facts = scratch('metrics', '/metrics', { sizeLimit: '1Mi' });
  const overdue = sources.map(({ name, timing }) => `${name}=${timing.overdueHours}`).join(' ');
  const answers = { httpGet: { path: '/metrics.txt', port: metrics.ref } };
  return deployment(self, {
    replicas: 1,
    progressDeadlineSeconds: 300,
    pod: {
      securityContext: security.pod,
      containers: [
        {
          name: 'watch',
          image,
          command: ['bash', '/scripts/watch.sh'],
          workingDir: '/metrics',
          env: [...envOf([target, ...mirror]), ...env({ TARGET: folder, SOURCES: overdue })],
          resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: '256Mi' } },
          securityContext: security.container,
          readinessProbe: { exec: { command: ['bash', '-c', '[[ -e /metrics/metrics.txt ]]'] }, periodSeconds: 10 },
          // It looks every five minutes and waits a minute at most for each source.
          livenessProbe: {
            exec: { command: ['bash', '-c', '(( $(date +%s) - $(date -r /metrics/alive +%s) < 900 ))'] },
            periodSeconds: 60,
          },
          volumeMounts: [facts.mount, tmp.mount, scripts.mount, ...target.volumes.map(({ mount }) => mount)],
        },
        {
          name: 'metrics',
          image: httpd,
          command: ['httpd', '-f', '-p', String(metrics.number), '-h', '/metrics'],
          ports: [metrics.container],
          resources: { requests: { cpu: '5m', memory: '8Mi' }, limits: { memory: '32Mi' } },
          securityContext: security.container,
          readinessProbe: { ...answers, periodSeconds: 10 },
          livenessProbe: { ...answers, periodSeconds: 20, failureThreshold: 6 },
          volumeMounts: [{ ...facts.mount, readOnly: true }],
        },
      ],
      volumes: [facts, tmp, scripts, ...target.volumes].map(({ volume }) => volume),
    },
  });
}
