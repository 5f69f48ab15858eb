import { Postgres } from '@gitops/connections';
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
  OneOf,
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
import databasesScript from './databases.sh';
import { Database, databaseList, identifier, ownerEnv, ownerName, ownerSecrets } from './databases.ts';
import postgresql from './postgresql.conf';

const sql = port('sql', 5432);
const metrics = port('metrics', 9187);

/** One PostgreSQL server with pgvector and its data on one volume (card C1). */
export const postgres = defineService({
  name: 'postgres',
  tier: 'infrastructure',
  image: 'docker.io/pgvector/pgvector:0.8.6-pg16-bookworm',
  images: { exporter: 'quay.io/prometheuscommunity/postgres-exporter:v0.20.1' },
  options: Type.Object(
    {
      database: Type.String({ pattern: identifier, default: 'app', description: 'The database that dependants get' }),
      owner: Type.String({ pattern: ownerName, default: 'app', description: 'The role that owns it; dependants log in as it' }),
      extensions: Type.Array(Type.String({ pattern: identifier }), { default: ['vector'], description: 'Extensions created in it' }),
      databases: Type.Array(Database, { default: [], description: 'Further databases; one that is taken out of the list stays' }),
      storage: Quantity({ default: '20Gi', description: 'Size of the data volume; can grow, never shrink' }),
      storageClass: BlockStorageClass(),
      maxConnections: Type.Integer({ minimum: 10, default: 200 }),
      sharedBuffers: Type.String({ pattern: '^\\d+(kB|MB|GB)$', default: '512MB', description: 'A quarter of the memory is a good start' }),
      walLevel: OneOf(['replica', 'logical'], {
        default: 'replica',
        description: 'logical where change data capture reads the write-ahead log',
      }),
      resources: Resources({ requests: { cpu: '500m', memory: '1Gi' }, limits: { memory: '2Gi' } }),
    },
    { additionalProperties: false },
  ),
  provides: Postgres,

  connection: ({ self, options, secret }) =>
    connect(Postgres, { host: self.host, port: sql.number, database: options.database, sslMode: 'disable' }, secret),

  secrets: ({ self, options, secret }) => [
    {
      name: secret.name,
      keys: { [secret.keys.username]: literal(options.owner), [secret.keys.password]: random(`password of the role ${options.owner}`) },
    },
    {
      name: superuser(self.name).name,
      keys: { password: random('password of the superuser postgres'), exporter: random('password of the role exporter') },
    },
    ...ownerSecrets(self, options),
  ],

  metrics: ({ self, options }) => [
    exported(self, { port: metrics.ref, rules: fillRules(alerts, { capacity: amount(options.storage) }), dashboard }),
  ],

  build({ self, image, images, options, connection }) {
    const config = configMap(self, { 'postgresql.conf': fill(postgresql, options) });
    const script = configMap(self, { 'databases.sh': databasesScript, 'databases.txt': databaseList(options) }, 'databases');
    const configDir = mountConfig(config, '/etc/postgresql');
    const scriptDir = mountConfig(script, '/scripts');
    const data = claim('data', '/var/lib/postgresql/data', options);
    const run = scratch('run', '/var/run/postgresql');
    const tmp = scratch('tmp', '/tmp');
    // The default of 64 MiB is too small for parallel queries.
    const shm = scratch('shm', '/dev/shm', { medium: 'Memory', sizeLimit: '256Mi' });
    const security = nonRoot(999);
    const password = secretRef(superuser(self.name), 'password');
    const exporterPassword = secretRef(superuser(self.name), 'exporter');
    const ready = { exec: { command: ['pg_isready', '--host', '127.0.0.1', '--username', 'postgres'] }, timeoutSeconds: 5 };

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
              name: 'postgres',
              image,
              args: ['-c', 'config_file=/etc/postgresql/postgresql.conf'],
              ports: [sql.container],
              env: env({ PGDATA: '/var/lib/postgresql/data/pgdata', POSTGRES_PASSWORD: password }),
              resources: options.resources,
              securityContext: security.container,
              // The server of the first start has no TCP, so none of the probes passes before initdb is done.
              startupProbe: { ...ready, periodSeconds: 5, failureThreshold: 60 },
              readinessProbe: { ...ready, periodSeconds: 10 },
              livenessProbe: { ...ready, periodSeconds: 20, failureThreshold: 6 },
              volumeMounts: [data.mount, configDir.mount, run.mount, tmp.mount, shm.mount],
            },
          ],
          volumes: [configDir.volume, run.volume, tmp.volume, shm.volume],
        },
      }),
      exporter(self, {
        image: images.exporter,
        port: metrics,
        health: '/',
        args: ['--collector.stat_statements'],
        // Its role is made by the Job, so the first minute has no metrics.
        env: env({
          DATA_SOURCE_URI: `${connection.host}:${connection.port}/postgres?sslmode=disable`,
          DATA_SOURCE_USER: 'exporter',
          DATA_SOURCE_PASS: exporterPassword,
        }),
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
              command: ['sh', '/scripts/databases.sh', '/scripts/databases.txt'],
              env: [
                ...env({ PGHOST: connection.host, PGUSER: 'postgres', PGPASSWORD: password, EXPORTER_PASSWORD: exporterPassword }),
                ...ownerEnv(self, options, connection.secret),
              ],
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

function superuser(name: string) {
  return secret(`${name}-superuser`, ['password', 'exporter']);
}
