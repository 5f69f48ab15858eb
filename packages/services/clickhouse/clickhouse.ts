import { Clickhouse, Kafka } from '@gitops/connections';
import {
  BlockStorageClass,
  byName,
  claim,
  configMap,
  connect,
  defineService,
  env,
  fill,
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
  secretRef,
  service,
  statefulSet,
} from '@gitops/kit';
import { Type } from 'typebox';
import { additionalFiles, additions } from './additions.ts';
import alerts from './alerts.yml';
import dashboard from './dashboard.json' with { type: 'json' };
import serverXml from './server.xml';
import tablesScript from './tables.sh';
import { Table, tablesSql } from './tables.ts';
import usersXml from './users.xml';

const http = port('http', 8123);
const native = port('native', 9000);
const metrics = port('metrics', 9363);

/** One ClickHouse server with its data on one volume (card C12). */
export const clickhouse = defineService({
  name: 'clickhouse',
  tier: 'infrastructure',
  image: 'docker.io/clickhouse/clickhouse-server:25.8.30.16',
  options: Type.Object(
    {
      database: Type.String({ pattern: '^[a-z_][a-z0-9_]{0,62}$', default: 'app', description: 'The database that dependants get' }),
      user: Type.String({
        pattern: '^(?!default$)[a-z_][a-z0-9_]{0,62}$',
        default: 'app',
        description: 'The user that dependants log in as; "default" is switched off',
      }),
      retentionDays: Type.Integer({
        minimum: 1,
        default: 90,
        description: "How long rows stay: in ClickHouse's own log tables, and in `tables` where they do not say otherwise",
      }),
      tables: Type.Array(Table, {
        default: [],
        description: 'Tables that are created. ClickHouse has no retention for those that applications create themselves',
      }),
      ...additions,
      storage: Quantity({ default: '100Gi', description: 'Size of the data volume; can grow, never shrink' }),
      storageClass: BlockStorageClass(),
      resources: Resources({ requests: { cpu: '1', memory: '4Gi' }, limits: { memory: '8Gi' } }),
    },
    { additionalProperties: false },
  ),
  provides: Clickhouse,
  // Tables with the engine Kafka read from it.
  needs: { messages: byName(Kafka) },

  connection: ({ self, options: { database }, secret }) =>
    connect(Clickhouse, { host: self.host, httpPort: http.number, nativePort: native.number, database, tls: false }, secret),

  secrets: ({ options, secret }) => [
    {
      name: secret.name,
      keys: { [secret.keys.username]: literal(options.user), [secret.keys.password]: random(`password of the user ${options.user}`) },
    },
  ],

  metrics: () => [{ port: metrics.ref, rules: alerts, dashboard }],

  build({ self, image, options, connection }) {
    const files = additionalFiles(self, options, native.number);
    const config = configMap(self, {
      'server.xml': fill(serverXml, { ...options, metricsPort: metrics.number }),
      'users.xml': fill(usersXml, options),
      ...Object.fromEntries(files.map(({ file, text }) => [file, text])),
    });
    const tables = configMap(self, { 'tables.sh': tablesScript, 'tables.sql': tablesSql(options.tables, options) }, 'tables');
    // One file each: a whole directory would hide what the image has there, such as that it listens to other Pods (C12).
    const server = mountConfig(config, '/etc/clickhouse-server/config.d/zz-server.xml', 'server.xml');
    const users = mountConfig(config, '/etc/clickhouse-server/users.d/zz-users.xml', 'users.xml');
    const more = files.map(({ file, directory }) => mountConfig(config, `/etc/clickhouse-server/${directory}/zz-${file}`, file));
    const tablesDir = mountConfig(tables, '/tables');
    const data = claim('data', '/var/lib/clickhouse', options);
    const tmp = scratch('tmp', '/tmp');
    const security = nonRoot(101);
    const ports = [http, native, metrics];
    const ping = { httpGet: { path: '/ping', port: http.ref }, timeoutSeconds: 5 };

    return [
      config,
      service(self, { ports: [http.service, native.service] }),
      headlessService(self, { ports: [http.service, native.service] }),
      statefulSet(self, {
        replicas: 1,
        volumeClaimTemplates: [data.template],
        pod: {
          securityContext: security.pod,
          terminationGracePeriodSeconds: 120,
          containers: [
            {
              name: 'clickhouse',
              image,
              command: [
                'sh',
                '-c',
                'export CH_PASSWORD_SHA256=$(printf %s "$CH_PASSWORD" | sha256sum | cut -c1-64) && exec /entrypoint.sh',
              ],
              ports: ports.map((each) => each.container),
              // Not by the names at which the entrypoint would write a file of users (C12).
              env: env({ CH_PASSWORD: secretRef(connection.secret, 'password'), CLICKHOUSE_SKIP_USER_SETUP: 1 }),
              resources: options.resources,
              securityContext: security.container,
              // It answers when all parts are loaded.
              startupProbe: { ...ping, periodSeconds: 5, failureThreshold: 120 },
              readinessProbe: { ...ping, periodSeconds: 10 },
              livenessProbe: { ...ping, periodSeconds: 20, failureThreshold: 6 },
              volumeMounts: [data.mount, server.mount, users.mount, ...more.map(({ mount }) => mount), tmp.mount],
            },
          ],
          volumes: [server.volume, tmp.volume],
        },
      }),
      options.tables.length > 0 && tables,
      options.tables.length > 0 &&
        job(self, 'tables', {
          backoffLimit: 6,
          pod: {
            restartPolicy: 'OnFailure',
            securityContext: security.pod,
            containers: [
              {
                name: 'tables',
                image,
                command: ['sh', '/tables/tables.sh'],
                env: env({
                  HOST: connection.host,
                  HTTP_PORT: connection.httpPort,
                  NATIVE_PORT: connection.nativePort,
                  CLICKHOUSE_USER: secretRef(connection.secret, 'username'),
                  CLICKHOUSE_PASSWORD: secretRef(connection.secret, 'password'),
                }),
                resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '512Mi' } },
                securityContext: security.container,
                volumeMounts: [tablesDir.mount, tmp.mount],
              },
            ],
            volumes: [tablesDir.volume, tmp.volume],
          },
        }),
    ];
  },
});
