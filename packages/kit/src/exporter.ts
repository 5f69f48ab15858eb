import type { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IContainer } from 'kubernetes-models/v1/Container';
import { type Identity, part } from './identity.ts';
import type { MetricsTarget } from './metrics.ts';
import type { port } from './network.ts';
import { nonRoot } from './security.ts';
import { deployment } from './workloads.ts';

interface Exporter extends Pick<IContainer, 'args' | 'env'> {
  readonly image: string;
  readonly port: ReturnType<typeof port>;
  /** A path that answers as long as the exporter itself is well: a server that is down is what it is there to tell. */
  readonly health: string;
}

/** `<name>-exporter`, the metrics of a server that has none of its own: one Pod beside it, so that neither restarts or hides the other. */
export function exporter(self: Identity, { image, port, health, args, env }: Exporter): Deployment {
  const security = nonRoot(65534);
  const answers = { httpGet: { path: health, port: port.ref }, timeoutSeconds: 5 };
  return deployment(part(self, 'exporter'), {
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
          args,
          ports: [port.container],
          env,
          resources: { requests: { cpu: '20m', memory: '32Mi' }, limits: { memory: '128Mi' } },
          securityContext: security.container,
          readinessProbe: { ...answers, periodSeconds: 10 },
          livenessProbe: { ...answers, periodSeconds: 20, failureThreshold: 6 },
        },
      ],
    },
  });
}

/** What `metrics` says of a component whose metrics its exporter serves. */
export function exported(self: Identity, target: Omit<MetricsTarget, 'selector'>): MetricsTarget {
  return { ...target, selector: part(self, 'exporter').selector };
}
