import { configMap, type Identity, inWave, metadata, mountConfig, podTemplate, type port, spread } from '@gitops/kit';
import { Deployment, type IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';
import heartbeatScript from './heartbeat.sh';
import { waves } from './order.ts';
import { podOf, type Running } from './pod.ts';

interface Replicated {
  readonly replicas: number;
  readonly resources: IResourceRequirements;
}

type Serving<Ports extends string> = Replicated & Readonly<Record<Ports, ReturnType<typeof port>>>;

/** The application and its API, through which events come in. */
export function web(self: Identity, running: Running, { replicas, resources, http, metrics }: Serving<'http' | 'metrics'>): Deployment {
  const ready = { httpGet: { path: '/_readyz?role=web', port: http.ref } };
  const pod = podOf(running, {
    name: 'posthog',
    command: ['./bin/docker-server'],
    ports: [http.container, metrics.container],
    resources,
    // The Pod still gets requests until every node knows that it goes.
    lifecycle: { preStop: { sleep: { seconds: 20 } } },
    startupProbe: { ...ready, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 30 },
    readinessProbe: { ...ready, periodSeconds: 15, timeoutSeconds: 5, failureThreshold: 3 },
    livenessProbe: { httpGet: { path: '/_livez', port: http.ref }, periodSeconds: 15, timeoutSeconds: 5, failureThreshold: 4 },
  });
  return workload(self, {
    replicas,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    pod: { ...pod, topologySpreadConstraints: spread(self), terminationGracePeriodSeconds: 55 },
  });
}

/** Does what the application puts off. None of them schedules anything: two schedulers would do everything twice (B4). */
export function worker(self: Identity, running: Running, { replicas, resources }: Replicated): Deployment {
  // The worker of this Pod answers through the broker; asking without the application, which would take seconds to load.
  const broker = 'redis://:$POSTHOG_REDIS_PASSWORD@$POSTHOG_REDIS_HOST:$POSTHOG_REDIS_PORT/';
  const ping = `celery --broker "${broker}" inspect ping --destination "celery@$HOSTNAME" --timeout 10`;
  const answers = { exec: { command: ['sh', '-c', ping] }, timeoutSeconds: 20 };
  const pod = podOf(running, {
    name: 'worker',
    // Otherwise there are as many processes as the node has cores.
    command: ['./bin/docker-worker-celery', '--concurrency=4'],
    resources,
    // The script passes no signals on, so that Celery would be killed in the middle of its tasks.
    lifecycle: { preStop: { exec: { command: ['sh', '-c', 'kill -TERM $(cat /proc/1/task/1/children)'] } } },
    startupProbe: { ...answers, periodSeconds: 20, failureThreshold: 15 },
    readinessProbe: { ...answers, periodSeconds: 60 },
    livenessProbe: { ...answers, periodSeconds: 120, failureThreshold: 5 },
  });
  return workload(self, { replicas, pod: { ...pod, topologySpreadConstraints: spread(self), terminationGracePeriodSeconds: 120 } });
}

/** Says when what is due, alone. */
export function scheduler(self: Identity, running: Running, heartbeat: ConfigMap): Deployment {
  const scriptDir = mountConfig(heartbeat, '/scripts');
  const beats = (seconds: number) => ({ exec: { command: ['sh', '/scripts/heartbeat.sh', String(seconds)] }, timeoutSeconds: 15 });
  const pod = podOf(
    running,
    {
      name: 'scheduler',
      // Without a file of its number: one that the last container left would name this process, which then takes itself for another.
      command: ['celery', '-A', 'posthog', 'beat', '-S', 'redbeat.RedBeatScheduler', '--pidfile='],
      resources: { requests: { cpu: '100m', memory: '512Mi' }, limits: { memory: '1Gi' } },
      startupProbe: { ...beats(60), periodSeconds: 10, failureThreshold: 60 },
      readinessProbe: { ...beats(60), periodSeconds: 30 },
      // Long, because it is not always the scheduler's fault; if it is, this is the only cure.
      livenessProbe: { ...beats(900), periodSeconds: 60 },
    },
    [scriptDir],
  );
  return workload(self, { replicas: 1, strategy: { type: 'Recreate' }, pod });
}

/** The script by which the scheduler is judged. */
export function heartbeat(self: Identity): ConfigMap {
  return configMap(self, { 'heartbeat.sh': heartbeatScript }, 'heartbeat');
}

/** Takes events from Kafka, works on them and hands them back for ClickHouse: without it none arrives there (C19). */
export function plugins(self: Identity, running: Running, { replicas, resources, health }: Serving<'health'>): Deployment {
  const healthy = { httpGet: { path: '/_health', port: health.ref } };
  const pod = podOf(running, {
    name: 'plugins',
    command: ['./bin/plugin-server', '--no-restart-loop'],
    ports: [health.container],
    // Otherwise there are as many threads as the node has cores.
    env: [{ name: 'WORKER_CONCURRENCY', value: '2' }],
    resources,
    startupProbe: { ...healthy, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 30 },
    readinessProbe: { ...healthy, periodSeconds: 30, timeoutSeconds: 10, failureThreshold: 3 },
    // Its health is Kafka's too, which a restart does not cure.
    livenessProbe: { tcpSocket: { port: health.ref }, periodSeconds: 20, failureThreshold: 6 },
  });
  return workload(self, { replicas, pod: { ...pod, topologySpreadConstraints: spread(self), terminationGracePeriodSeconds: 60 } });
}

type Spec = Omit<NonNullable<IDeployment['spec']>, 'selector' | 'template'> & { readonly pod: IPodSpec };

/** A Deployment of its own name, after the migrations. People look for its Pods by the label `app` (P011, P028). */
function workload(self: Identity, { pod, ...spec }: Spec): Deployment {
  const labelled = { ...self, labels: { ...self.labels, app: self.name } };
  return new Deployment({
    metadata: { ...metadata(labelled), annotations: inWave(waves.pods) },
    spec: {
      progressDeadlineSeconds: 900,
      ...spec,
      selector: { matchLabels: { ...self.selector } },
      template: podTemplate(labelled, pod),
    },
  });
}
