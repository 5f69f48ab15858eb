import { Etcd } from '@gitops/connections';
import {
  amount,
  BlockStorageClass,
  claim,
  configMap,
  connect,
  defineService,
  fill,
  headlessService,
  mountConfig,
  nonRoot,
  port,
  Quantity,
  Resources,
  service,
  statefulSet,
} from '@gitops/kit';
import { Type } from 'typebox';
import alerts from './alerts.yml';
import dashboard from './dashboard.json' with { type: 'json' };
import yml from './etcd.yml';

const client = port('client', 2379);
const metrics = port('metrics', 2381);

/** One etcd member with its data on one volume, for the metadata of another component (C11). */
export const etcd = defineService({
  name: 'etcd',
  tier: 'infrastructure',
  image: 'quay.io/coreos/etcd:v3.5.25',
  options: Type.Object(
    {
      storage: Quantity({ default: '10Gi', description: 'Size of the data volume; can grow, never shrink. Two fifths of it are for data' }),
      storageClass: BlockStorageClass(),
      resources: Resources({ requests: { cpu: '250m', memory: '512Mi' }, limits: { memory: '1Gi' } }),
    },
    { additionalProperties: false },
  ),
  provides: Etcd,

  connection: ({ self }) => connect(Etcd, { endpoints: `${self.host}:${client.number}`, tls: false }),

  metrics: () => [{ port: metrics.ref, rules: alerts, dashboard }],

  build({ self, image, options }) {
    const addresses = { name: self.name, host: self.host, client: client.number, metrics: metrics.number };
    const config = configMap(self, { 'etcd.yml': fill(yml, { ...addresses, quota: quota(options.storage) }) });
    const configDir = mountConfig(config, '/etc/etcd');
    const data = claim('data', '/etcd-data', options);
    const security = nonRoot(1000);
    // /health fails as soon as the quota is used up, and a restart would end the reads and deletions that help.
    const answers = { httpGet: { path: '/livez', port: metrics.ref }, timeoutSeconds: 5 };
    const serves = { httpGet: { path: '/readyz', port: metrics.ref }, timeoutSeconds: 5 };

    return [
      config,
      service(self, { ports: [client.service] }),
      headlessService(self, { ports: [client.service] }),
      statefulSet(self, {
        replicas: 1,
        volumeClaimTemplates: [data.template],
        pod: {
          securityContext: security.pod,
          terminationGracePeriodSeconds: 60,
          containers: [
            {
              name: 'etcd',
              image,
              command: ['/usr/local/bin/etcd', '--config-file', '/etc/etcd/etcd.yml'],
              ports: [client.container, metrics.container],
              resources: options.resources,
              securityContext: security.container,
              startupProbe: { ...serves, periodSeconds: 5, failureThreshold: 60 },
              readinessProbe: { ...serves, periodSeconds: 10 },
              livenessProbe: { ...answers, periodSeconds: 20, failureThreshold: 6 },
              volumeMounts: [data.mount, configDir.mount],
            },
          ],
          volumes: [configDir.volume],
        },
      }),
    ];
  },
});

/** What the database may grow to: beside it the volume holds the write-ahead log, snapshots, and a second copy while it is defragmented. */
function quota(storage: string): number {
  // etcd warns of more.
  const most = 8 * 2 ** 30;
  return Math.min(most, Math.floor(amount(storage) * 0.4));
}
