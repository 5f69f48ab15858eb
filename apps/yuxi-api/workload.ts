import { type Identity, inWave, metadata, podTemplate, type port, spread } from '@gitops/kit';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';
import { models, saves } from './claims.ts';
import type { ConfigStorage } from './config-storage.ts';
import { waves } from './order.ts';
import { podOf, type Running } from './pod.ts';

interface Api {
  readonly options: { readonly config: ConfigStorage; readonly models?: object | undefined; readonly resources: IResourceRequirements };
  readonly http: ReturnType<typeof port>;
}

/** The API itself, after the Jobs that prepare its database. */
export function workload(self: Identity, running: Running, { options, http }: Api): Deployment {
  const { config, resources } = options;
  const health = { httpGet: { path: '/api/system/health', port: http.ref } };
  const pod = podOf(
    running,
    {
      name: 'api',
      // The image has no command of its own (B2).
      command: ['uv', 'run', '--no-dev', 'uvicorn', 'server.main:app', '--host', '0.0.0.0', '--port', String(http.number)],
      ports: [http.container],
      resources,
      lifecycle: { preStop: { sleep: { seconds: 10 } } },
      startupProbe: { ...health, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 30 },
      readinessProbe: { ...health, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
      livenessProbe: { ...health, periodSeconds: 30, timeoutSeconds: 10, failureThreshold: 3 },
    },
    { volumes: options.models ? [saves, models] : [saves] },
  );
  return new Deployment({
    metadata: { ...metadata(self), annotations: inWave(waves.api) },
    spec: {
      replicas: config.mode === 'database' && config.autoscaling ? undefined : config.replicas,
      // Two versions must not write the same files.
      strategy:
        config.mode === 'file' ? { type: 'Recreate' } : { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      progressDeadlineSeconds: 900,
      selector: { matchLabels: { ...self.selector } },
      template: podTemplate(self, { ...pod, topologySpreadConstraints: spread(self), terminationGracePeriodSeconds: 60 }),
    },
  });
}
