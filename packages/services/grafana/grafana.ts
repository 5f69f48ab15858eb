import { Http, Prometheus } from '@gitops/connections';
import {
  amount,
  BlockStorageClass,
  ConsoleHost,
  claim,
  configMap,
  connect,
  defineService,
  env,
  fill,
  fillRules,
  headlessService,
  IngressOption,
  ingress,
  mountConfig,
  nonRoot,
  port,
  Quantity,
  Resources,
  random,
  scratch,
  secret,
  secretRef,
  service,
  statefulSet,
} from '@gitops/kit';
import type { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import type { IVolume } from 'kubernetes-models/v1/Volume';
import { Type } from 'typebox';
import alerts from './alerts.yml';
import dashboard from './dashboard.json' with { type: 'json' };
import { dashboardFiles } from './dashboard-files.ts';
import dashboardsYml from './dashboards.yml';
import datasourcesYml from './datasources.yml';
import grafanaConf from './grafana.conf';

const http = port('http', 3000);

/** Shows the metrics of every component on its dashboard, behind a login as admin (card C16). */
export const grafana = defineService({
  name: 'grafana',
  tier: 'tooling',
  image: 'docker.io/grafana/grafana:13.2.3',
  options: Type.Object(
    {
      ingress: Type.Optional(IngressOption(ConsoleHost)),
      storage: Quantity({ default: '10Gi', description: 'Size of the data volume: users, and the dashboards that they make' }),
      storageClass: BlockStorageClass(),
      resources: Resources({ requests: { cpu: '250m', memory: '512Mi' }, limits: { memory: '1Gi' } }),
    },
    { additionalProperties: false },
  ),
  provides: Http,
  needs: { metrics: Prometheus },
  observes: 'show',

  connection: ({ self }) => connect(Http, { url: `http://${self.host}:${http.number}` }),

  secrets: ({ secret }) => [
    {
      name: secret.name,
      keys: {
        'admin-password': random("password of the user admin; Grafana's database has its own copy after the first start"),
        'secret-key': random('key that encrypts the credentials of data sources'),
      },
    },
  ],

  metrics: ({ options }) => [{ port: http.ref, rules: fillRules(alerts, { memory: amount(options.resources.limits.memory) }), dashboard }],

  build({ self, image, options, secret: { name }, needs, targets }) {
    const config = configMap(self, {
      'grafana.ini': fill(grafanaConf, {
        rootUrl: options.ingress ? `https://${options.ingress.host}/` : `http://localhost:${http.number}/`,
        cookieSecure: String(options.ingress !== undefined),
      }),
      'datasources.yml': fill(datasourcesYml, needs.metrics),
      'dashboards.yml': dashboardsYml,
    });
    const { volume, mount } = mountConfig(config, '/etc/grafana');
    const mounted = (key: string, mountPath: string) => ({ ...mount, mountPath, subPath: key });
    const dashboards = [...dashboardFiles(targets)].map(([uid, text]) => configMap(self, { [`${uid}.json`]: text }, `dashboard-${uid}`));
    const data = claim('data', '/var/lib/grafana', options);
    const logs = scratch('logs', '/var/log/grafana');
    const tmp = scratch('tmp', '/tmp');
    const security = nonRoot(472);
    const keys = secret(name, ['admin-password', 'secret-key']);
    // Says nothing of the database, for whose trouble a restart is no cure.
    const answers = { httpGet: { path: '/healthz', port: http.ref }, timeoutSeconds: 5 };

    return [
      config,
      ...dashboards,
      service(self, { ports: [http.service] }),
      headlessService(self, { ports: [http.service] }),
      statefulSet(self, {
        replicas: 1,
        volumeClaimTemplates: [data.template],
        pod: {
          securityContext: security.pod,
          containers: [
            {
              name: 'grafana',
              image,
              ports: [http.container],
              env: env({
                GF_SECURITY_ADMIN_PASSWORD: secretRef(keys, 'admin-password'),
                GF_SECURITY_SECRET_KEY: secretRef(keys, 'secret-key'),
              }),
              resources: options.resources,
              securityContext: security.container,
              // A new version may change the database before it listens.
              startupProbe: { ...answers, periodSeconds: 5, failureThreshold: 120 },
              readinessProbe: { httpGet: { path: '/api/health', port: http.ref }, periodSeconds: 10, timeoutSeconds: 5 },
              livenessProbe: { ...answers, periodSeconds: 20, failureThreshold: 6 },
              volumeMounts: [
                mounted('grafana.ini', '/etc/grafana/grafana.ini'),
                mounted('datasources.yml', '/etc/grafana/provisioning/datasources/prometheus.yml'),
                mounted('dashboards.yml', '/etc/grafana/provisioning/dashboards/components.yml'),
                { name: 'dashboards', mountPath: '/etc/grafana/dashboards', readOnly: true },
                data.mount,
                logs.mount,
                tmp.mount,
              ],
            },
          ],
          volumes: [volume, oneFolder('dashboards', dashboards), logs.volume, tmp.volume],
        },
      }),
      options.ingress && ingress(self, http.ref, options.ingress),
    ];
  },
});

/** The files of several ConfigMaps side by side: one alone may hold no more than 1 MiB. */
function oneFolder(name: string, configs: readonly ConfigMap[]): IVolume {
  return { name, projected: { sources: configs.map(({ metadata }) => ({ configMap: { name: metadata?.name ?? '' } })) } };
}
