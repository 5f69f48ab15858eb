import { Alertmanager, Prometheus } from '@gitops/connections';
import {
  apiServer,
  BlockStorageClass,
  claim,
  configMap,
  connect,
  defineService,
  fact,
  fill,
  headlessService,
  mountConfig,
  nonRoot,
  optional,
  port,
  Quantity,
  Resources,
  scratch,
  service,
  statefulSet,
} from '@gitops/kit';
import { Type } from 'typebox';
import { access } from './access.ts';
import alerting from './alerting.yml';
import alerts from './alerts.yml';
import dashboard from './dashboard.json' with { type: 'json' };
import prometheusYml from './prometheus.yml';
import { retentionSize } from './retention-size.ts';
import { ruleFiles, scrapeJobs } from './scrape-jobs.ts';

const http = port('http', 9090);

/** Collects the metrics of every component of its environment and evaluates their alerts (card C15). */
export const prometheus = defineService({
  name: 'prometheus',
  tier: 'tooling',
  image: 'docker.io/prom/prometheus:v3.14.0',
  options: Type.Object(
    {
      cluster: fact('cluster.name', { description: 'The label `cluster` of all alerts, by which Alertmanager groups (V036)' }),
      storage: Quantity({
        default: '100Gi',
        description: 'Size of the data volume, for 15 days; where it is too small, the oldest data goes earlier',
      }),
      storageClass: BlockStorageClass(),
      resources: Resources({ requests: { cpu: '500m', memory: '2Gi' }, limits: { memory: '4Gi' } }),
    },
    { additionalProperties: false },
  ),
  provides: Prometheus,
  needs: { alerts: optional(Alertmanager) },
  observes: 'scrape',

  connection: ({ self }) => connect(Prometheus, { url: `http://${self.host}:${http.number}` }),

  // For the list of Pods. README.md says how to narrow this down.
  reaches: () => apiServer,

  metrics: () => [{ port: http.ref, rules: alerts, dashboard }],

  build({ self, image, options, needs, targets }) {
    const config = configMap(self, {
      'prometheus.yml': fill(prometheusYml, {
        externalLabels: JSON.stringify(options.cluster ? { cluster: options.cluster } : {}),
        retentionSize: retentionSize(options.storage),
        alerting: needs.alerts ? fill(alerting, needs.alerts) : '',
        jobs: scrapeJobs(targets),
      }),
    });
    const rules = configMap(self, ruleFiles(targets), 'rules');
    const configDir = mountConfig(config, '/etc/prometheus/config');
    const rulesDir = mountConfig(rules, '/etc/prometheus/rules');
    const data = claim('data', '/prometheus', options);
    const tmp = scratch('tmp', '/tmp');
    const security = nonRoot(65534);
    const healthy = { httpGet: { path: '/-/healthy', port: http.ref }, timeoutSeconds: 5 };

    return [
      ...access(self, namespacesOf(targets)),
      config,
      rules,
      service(self, { ports: [http.service] }),
      headlessService(self, { ports: [http.service] }),
      statefulSet(self, {
        replicas: 1,
        volumeClaimTemplates: [data.template],
        pod: {
          serviceAccountName: self.name,
          automountServiceAccountToken: true,
          securityContext: security.pod,
          terminationGracePeriodSeconds: 300,
          containers: [
            {
              name: 'prometheus',
              image,
              args: [
                '--config.file=/etc/prometheus/config/prometheus.yml',
                '--storage.tsdb.path=/prometheus',
                // Links in notifications lead to a `kubectl port-forward` of the Service.
                `--web.external-url=http://localhost:${http.number}`,
              ],
              ports: [http.container],
              resources: options.resources,
              securityContext: security.container,
              // Healthy from the start; ready once the write-ahead log is replayed, which a restart would only begin again.
              startupProbe: { ...healthy, periodSeconds: 5, failureThreshold: 24 },
              readinessProbe: { httpGet: { path: '/-/ready', port: http.ref }, periodSeconds: 10, timeoutSeconds: 5 },
              livenessProbe: { ...healthy, periodSeconds: 20, failureThreshold: 6 },
              volumeMounts: [configDir.mount, rulesDir.mount, data.mount, tmp.mount],
            },
          ],
          volumes: [configDir.volume, rulesDir.volume, tmp.volume],
        },
      }),
    ];
  },
});

function namespacesOf(targets: readonly { readonly namespace: string }[]): string[] {
  return [...new Set(targets.map(({ namespace }) => namespace))].sort();
}
