import { Alertmanager } from '@gitops/connections';
import {
  amount,
  BlockStorageClass,
  claim,
  configMap,
  connect,
  defineService,
  disruptionBudget,
  env,
  fieldRef,
  fill,
  fillRules,
  headlessService,
  type Identity,
  mountConfig,
  mountSecret,
  nonRoot,
  port,
  Resources,
  scratch,
  secret,
  service,
  spread,
  statefulSet,
} from '@gitops/kit';
import { Type } from 'typebox';
import alertmanagerYml from './alertmanager.yml';
import alerts from './alerts.yml';
import dashboard from './dashboard.json' with { type: 'json' };
import { Email, receiverKeys, receiverReaches, receivers, Watchdog, Webhook } from './receivers.ts';

const http = port('http', 9093);
const gossip = port('gossip', 9094);

/** Groups alerts and tells people by email and webhook (card C18). Without a receiver it only shows them. */
export const alertmanager = defineService({
  name: 'alertmanager',
  tier: 'tooling',
  image: 'docker.io/prom/alertmanager:v0.34.0',
  options: Type.Object(
    {
      replicas: Type.Integer({
        minimum: 1,
        maximum: 3,
        default: 2,
        description: 'Replicas agree on who notifies, so that one may be lost',
      }),
      email: Type.Optional(Email),
      webhooks: Type.Array(Webhook, { default: [] }),
      watchdog: Type.Optional(Watchdog),
      storageClass: BlockStorageClass(),
      resources: Resources({ requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '256Mi' } }),
    },
    { additionalProperties: false },
  ),
  provides: Alertmanager,

  connection: ({ self }) => connect(Alertmanager, { host: headlessHost(self), port: http.number }),

  secrets: ({ options, secret }) => {
    const keys = receiverKeys(options);
    return Object.keys(keys).length > 0 ? [{ name: secret.name, keys }] : [];
  },

  reaches: ({ options }) => receiverReaches(options),

  metrics: ({ options }) => [
    {
      port: http.ref,
      rules: fillRules(alerts, { replicas: options.replicas, memory: amount(options.resources.limits.memory) }),
      dashboard,
    },
  ],

  build({ self, image, options, secret: { name } }) {
    const { replicas, storageClass } = options;
    const config = configMap(self, { 'alertmanager.yml': fill(alertmanagerYml, receivers(options)) });
    const configDir = mountConfig(config, '/etc/alertmanager/config');
    const keys = Object.keys(receiverKeys(options));
    const files = keys.length > 0 ? [mountSecret(secret(name, keys), '/etc/alertmanager/secrets')] : [];
    // Silences, and what was told whom.
    const data = claim('data', '/alertmanager', { storage: '1Gi', storageClass });
    const tmp = scratch('tmp', '/tmp');
    const security = nonRoot(65534);
    const healthy = { httpGet: { path: '/-/healthy', port: http.ref }, timeoutSeconds: 5 };

    return [
      config,
      service(self, { ports: [http.service] }),
      headlessService(self, { ports: [http.service, gossip.service] }),
      statefulSet(self, {
        replicas,
        // A replica that can't start is no reason to go without the others.
        podManagementPolicy: 'Parallel',
        volumeClaimTemplates: [data.template],
        pod: {
          topologySpreadConstraints: spread(self),
          securityContext: security.pod,
          containers: [
            {
              name: 'alertmanager',
              image,
              args: [
                '--config.file=/etc/alertmanager/config/alertmanager.yml',
                '--storage.path=/alertmanager',
                // Links in notifications lead to a `kubectl port-forward` of the Service.
                `--web.external-url=http://localhost:${http.number}`,
                ...cluster(self, replicas),
              ],
              ports: [http.container, gossip.container],
              env: replicas > 1 ? env({ POD_IP: fieldRef('status.podIP') }) : [],
              resources: options.resources,
              securityContext: security.container,
              startupProbe: { ...healthy, periodSeconds: 5, failureThreshold: 24 },
              readinessProbe: { httpGet: { path: '/-/ready', port: http.ref }, periodSeconds: 10, timeoutSeconds: 5 },
              livenessProbe: { ...healthy, periodSeconds: 20, failureThreshold: 6 },
              volumeMounts: [configDir.mount, ...files.map(({ mount }) => mount), data.mount, tmp.mount],
            },
          ],
          volumes: [configDir.volume, ...files.map(({ volume }) => volume), tmp.volume],
        },
      }),
      replicas > 1 && disruptionBudget(self, { maxUnavailable: 1 }),
    ];
  },
});

/** One replica gossips with nobody; several know each other by the names that a headless Service gives their Pods. */
function cluster(self: Identity, replicas: number): string[] {
  if (replicas === 1) return ['--cluster.listen-address='];
  return [
    `--cluster.listen-address=0.0.0.0:${gossip.number}`,
    `--cluster.advertise-address=[$(POD_IP)]:${gossip.number}`,
    ...Array.from({ length: replicas }, (_, n) => `--cluster.peer=${self.name}-${n}.${headlessHost(self)}:${gossip.number}`),
  ];
}

function headlessHost({ name, namespace }: Identity): string {
  return `${name}-headless.${namespace}.svc.cluster.local`;
}
