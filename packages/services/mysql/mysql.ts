import { Mysql } from '@gitops/connections';
import {
  amount,
  BlockStorageClass,
  claim,
  configMap,
  connect,
  defineService,
  env,
  exported,
  exporter,
  fill,
  fillRules,
  headlessService,
  job,
  literal,
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
import { Type } from 'typebox';
import alerts from './alerts.yml';
import dashboard from './dashboard.json' with { type: 'json' };
import databases from './databases.sh';
import mysqld from './mysqld.conf';

const sql = port('sql', 3306);
const metrics = port('metrics', 9104);
const identifier = '^[a-z][a-z0-9_]{0,31}$';

/** One MySQL server with its data on one volume (card C10). */
export const mysql = defineService({
  name: 'mysql',
  tier: 'infrastructure',
  image: 'docker.io/library/mysql:8.4.11',
  images: { exporter: 'quay.io/prometheus/mysqld-exporter:v0.19.0' },
  options: Type.Object(
    {
      database: Type.String({ pattern: identifier, default: 'app', description: 'The database that dependants get' }),
      user: Type.String({
        pattern: '^(?!(root|exporter)$)[a-z][a-z0-9_]{0,31}$',
        default: 'app',
        description: 'The user that dependants log in as; never root or the exporter',
      }),
      storage: Quantity({ default: '20Gi', description: 'Size of the data volume; can grow, never shrink' }),
      storageClass: BlockStorageClass(),
      bufferPool: Type.String({
        pattern: '^\\d+[KMG]$',
        default: '256M',
        description: "InnoDB's cache; a quarter of the memory is a good start, half of it where there is more than 4Gi",
      }),
      resources: Resources({ requests: { cpu: '250m', memory: '768Mi' }, limits: { memory: '1Gi' } }),
    },
    { additionalProperties: false },
  ),
  provides: Mysql,

  connection: ({ self, options, secret }) =>
    connect(Mysql, { host: self.host, port: sql.number, database: options.database, sslMode: 'DISABLED' }, secret),

  secrets: ({ self, options, secret }) => [
    {
      name: secret.name,
      keys: { [secret.keys.username]: literal(options.user), [secret.keys.password]: random(`password of the user ${options.user}`) },
    },
    { name: root(self.name).name, keys: { password: random('password of root'), exporter: random('password of the user exporter') } },
  ],

  metrics: ({ self, options }) => [
    exported(self, { port: metrics.ref, rules: fillRules(alerts, { capacity: amount(options.storage) }), dashboard }),
  ],

  build({ self, image, images, options, connection }) {
    const config = configMap(self, { 'mysqld.cnf': fill(mysqld, options) });
    const script = configMap(self, { 'databases.sh': databases }, 'databases');
    const configDir = mountConfig(config, '/etc/mysql/conf.d');
    const scriptDir = mountConfig(script, '/scripts');
    const data = claim('data', '/var/lib/mysql', options);
    const run = scratch('run', '/var/run/mysqld');
    const tmp = scratch('tmp', '/tmp');
    const security = nonRoot(999);
    // Over TCP, because the server of the first start has none. It is an answer even that the password is wrong or no connection is left.
    const answers = { exec: { command: ['mysqladmin', 'ping', '--host=127.0.0.1', '--connect-timeout=4'] }, timeoutSeconds: 5 };

    return [
      config,
      service(self, { ports: [sql.service] }),
      headlessService(self, { ports: [sql.service] }),
      statefulSet(self, {
        replicas: 1,
        volumeClaimTemplates: [data.template],
        pod: {
          securityContext: security.pod,
          terminationGracePeriodSeconds: 120,
          containers: [
            {
              name: 'mysql',
              image,
              ports: [sql.container],
              // Only the first start reads it (C10).
              env: env({ MYSQL_ROOT_PASSWORD: secretRef(root(self.name), 'password') }),
              resources: options.resources,
              securityContext: security.container,
              startupProbe: { ...answers, periodSeconds: 5, failureThreshold: 120 },
              readinessProbe: { ...answers, periodSeconds: 10 },
              livenessProbe: { ...answers, periodSeconds: 20, failureThreshold: 6 },
              // The directory below the root of the volume hides lost+found (C0.6).
              volumeMounts: [{ ...data.mount, subPath: 'mysql' }, configDir.mount, run.mount, tmp.mount],
            },
          ],
          volumes: [configDir.volume, run.volume, tmp.volume],
        },
      }),
      exporter(self, {
        image: images.exporter,
        port: metrics,
        health: '/',
        args: [
          `--mysqld.address=${connection.host}:${connection.port}`,
          '--mysqld.username=exporter',
          // What takes up the volume.
          '--collect.info_schema.innodb_tablespaces',
          '--collect.binlog_size',
        ],
        // Its user is made by the Job, so the first minute has no metrics.
        env: env({ MYSQLD_EXPORTER_PASSWORD: secretRef(root(self.name), 'exporter') }),
      }),
      script,
      job(self, 'databases', {
        backoffLimit: 6,
        pod: {
          restartPolicy: 'OnFailure',
          securityContext: security.pod,
          containers: [
            {
              name: 'databases',
              image,
              command: ['sh', '/scripts/databases.sh'],
              env: env({
                HOST: connection.host,
                MYSQL_PWD: secretRef(root(self.name), 'password'),
                DATABASE: options.database,
                USERNAME: secretRef(connection.secret, 'username'),
                PASSWORD: secretRef(connection.secret, 'password'),
                EXPORTER_PASSWORD: secretRef(root(self.name), 'exporter'),
              }),
              resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
              securityContext: security.container,
              volumeMounts: [scriptDir.mount, tmp.mount],
            },
          ],
          volumes: [scriptDir.volume, tmp.volume],
        },
      }),
    ];
  },
});

function root(name: string) {
  return secret(`${name}-root`, ['password', 'exporter']);
}
