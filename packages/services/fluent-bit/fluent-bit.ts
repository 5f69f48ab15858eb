import { Elasticsearch } from '@gitops/connections';
import {
  amount,
  apiServer,
  configMap,
  connect,
  contract,
  daemonSet,
  defineService,
  env,
  fill,
  mountConfig,
  Namespaces,
  nonRoot,
  port,
  Quantity,
  Resources,
  secretRef,
} from '@gitops/kit';
import { Type } from 'typebox';
import { access } from './access.ts';
import alerts from './alerts.yml';
import dashboard from './dashboard.json' with { type: 'json' };
import fluentBitYml from './fluent-bit.yml';

const http = port('http', 2020);
/** Where the runtime of the node writes what containers say; the first holds links into the second. */
const logs = ['/var/log/containers', '/var/log/pods'];

/** Nobody needs logs to run. */
const Logs = contract('logs', { endpoint: {}, secretKeys: [], reaches: () => [] });

/**
 * Sends the logs of the environment's namespaces from every node to Elasticsearch (Y034, W090). It mounts directories of the node, so it
 * lives in a namespace of its own with the Pod Security level `privileged`.
 */
export const fluentBit = defineService({
  name: 'fluent-bit',
  // Shows and keeps, and nothing waits for it.
  tier: 'tooling',
  image: 'docker.io/fluent/fluent-bit:5.1.3',
  options: Type.Object(
    {
      namespaces: Namespaces({ description: 'Whose logs are sent; those of all components unless set' }),
      index: Type.String({
        pattern: '^[a-z][a-z0-9_-]*$',
        default: 'containers',
        description: 'What the indices begin with: containers-2026.01.31. Elasticsearch needs a template and a role for containers-*',
      }),
      buffer: Quantity({
        default: '1Gi',
        description: 'What each node keeps at most while Elasticsearch is away; then the oldest is lost',
      }),
      priorityClassName: Type.Optional(
        Type.String({ description: 'A PriorityClass for nodes that are full, such as system-node-critical; that of its tier unless set' }),
      ),
      resources: Resources({ requests: { cpu: '50m', memory: '96Mi' }, limits: { memory: '384Mi' } }),
    },
    { additionalProperties: false },
  ),
  provides: Logs,
  needs: { storage: Elasticsearch },

  connection: () => connect(Logs, {}),

  // For the labels of a Pod.
  reaches: () => apiServer,

  metrics: () => [{ port: http.ref, path: '/api/v2/metrics/prometheus', rules: alerts, dashboard }],

  build({ self, image, options, needs: { storage } }) {
    const namespaces = options.namespaces ?? [self.namespace];
    const config = configMap(self, {
      'fluent-bit.yaml': fill(fluentBitYml, {
        paths: namespaces.map((namespace) => `/var/log/containers/*_${namespace}_*.log`).join(','),
        own: `/var/log/containers/${self.name}-*_${self.namespace}_fluent-bit-*.log`,
        host: storage.host,
        port: storage.port,
        tls: storage.tls ? 'on' : 'off',
        index: options.index,
        buffer: amount(options.buffer),
      }),
    });
    const configDir = mountConfig(config, '/fluent-bit/config');
    const state = { name: 'state', mountPath: '/state' };
    const security = nonRoot(0);
    // Answers whether or not Elasticsearch does.
    const alive = { httpGet: { path: '/api/v1/uptime', port: http.ref }, timeoutSeconds: 5 };

    return [
      // Its own Pod is the first one that it asks for.
      ...access(self, [...new Set([...namespaces, self.namespace])].sort()),
      config,
      daemonSet(self, {
        // What is written meanwhile stays on the node.
        updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%' } },
        pod: {
          serviceAccountName: self.name,
          automountServiceAccountToken: true,
          // Every node has logs, whatever it is reserved for.
          tolerations: [{ operator: 'Exists' }],
          nodeSelector: { 'kubernetes.io/os': 'linux' },
          ...(options.priorityClassName ? { priorityClassName: options.priorityClassName } : {}),
          // The logs are root's alone, and so is the directory for the state that the kubelet makes. As their owner it needs no capability.
          securityContext: { ...security.pod, runAsNonRoot: false },
          terminationGracePeriodSeconds: 30,
          containers: [
            {
              name: 'fluent-bit',
              image,
              args: ['--config=/fluent-bit/config/fluent-bit.yaml'],
              ports: [http.container],
              env: env({
                ELASTICSEARCH_USERNAME: secretRef(storage.secret, 'username'),
                ELASTICSEARCH_PASSWORD: secretRef(storage.secret, 'password'),
              }),
              resources: options.resources,
              securityContext: security.container,
              // Where names do not resolve yet, it waits up to three minutes before it answers.
              startupProbe: { ...alive, periodSeconds: 5, failureThreshold: 60 },
              readinessProbe: { httpGet: { path: '/api/v1/health', port: http.ref }, timeoutSeconds: 5, periodSeconds: 10 },
              livenessProbe: { ...alive, periodSeconds: 20, failureThreshold: 6 },
              volumeMounts: [
                configDir.mount,
                state,
                ...logs.map((mountPath) => ({ name: volumeOf(mountPath), mountPath, readOnly: true })),
              ],
            },
          ],
          volumes: [
            configDir.volume,
            // Of the node, because a new Pod must know how far the one before it has read, and what it has not sent.
            { name: state.name, hostPath: { path: `/var/lib/fluent-bit/${self.namespace}-${self.name}`, type: 'DirectoryOrCreate' } },
            ...logs.map((path) => ({ name: volumeOf(path), hostPath: { path, type: 'Directory' as const } })),
          ],
        },
      }),
    ];
  },
});

function volumeOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
