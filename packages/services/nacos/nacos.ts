import { Mysql, Nacos } from '@gitops/connections';
import {
  BlockStorageClass,
  claim,
  configMap,
  connect,
  defineService,
  disruptionBudget,
  env,
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
  spread,
  statefulSet,
} from '@gitops/kit';
import { Type } from 'typebox';
import adminScript from './admin.sh';
import alerts from './alerts.yml';
import dashboard from './dashboard.json' with { type: 'json' };
import schemaScript from './schema.sh';
import { databaseSettings, settings } from './settings.ts';

const http = port('http', 8848);
// Clients and nodes work these out from the one above, so none of them can be another (C9).
const clientRpc = port('client-rpc', 9848);
const serverRpc = port('server-rpc', 9849);
const raft = port('raft', 7848);
const home = '/home/nacos';

/** Nacos 2.x: configurations in MySQL, services in the memory of its nodes (card C9). */
export const nacos = defineService({
  name: 'nacos',
  tier: 'infrastructure',
  image: 'docker.io/nacos/nacos-server:v2.5.3',
  // For mysql, which the schema goes in with, and curl.
  images: { client: 'docker.io/library/mysql:8.4.11' },
  options: Type.Object(
    {
      replicas: OneOf([1, 3, 5], {
        default: 3,
        description: 'Nodes; more than half of them must run. One node is no cluster and can not become one',
      }),
      storage: Quantity({ default: '10Gi', description: 'Size of the data volume of each node; can grow, never shrink' }),
      storageClass: BlockStorageClass(),
      resources: Resources(
        { requests: { cpu: '500m', memory: '2Gi' }, limits: { memory: '2560Mi' } },
        'Of each node; two fifths of the memory limit are heap',
      ),
    },
    { additionalProperties: false },
  ),
  provides: Nacos,
  needs: { database: Mysql },

  connection: ({ self, secret }) => connect(Nacos, { host: self.host, port: http.number }, secret),

  secrets: ({ secret }) => [
    {
      name: secret.name,
      keys: {
        // The only name that Nacos gives its first administrator.
        [secret.keys.username]: literal('nacos'),
        [secret.keys.password]: random('password of the administrator nacos'),
        // 64 letters and digits are the Base64 of 48 bytes; Nacos asks for 32 at least.
        'auth-token': random('key that signs the tokens of those who log in', 64),
        'identity-key': random('header by which nodes know each other'),
        'identity-value': random('value of that header'),
      },
    },
  ],

  // A Pod that can't be scheduled has no series, so the rules count against what was wanted.
  metrics: ({ options }) => [
    { port: http.ref, path: '/nacos/actuator/prometheus', rules: fillRules(alerts, { replicas: options.replicas }), dashboard },
  ],

  build({ self, image, images, options, connection, needs }) {
    const login = secret(
      connection.secret.name,
      ['username', 'password', 'auth-token', 'identity-key', 'identity-value'],
      connection.secret.keys,
    );
    const schema = configMap(self, { 'schema.sh': schemaScript }, 'schema');
    const admin = configMap(self, { 'admin.sh': adminScript }, 'admin');
    const schemaDir = mountConfig(schema, '/scripts');
    const adminDir = mountConfig(admin, '/scripts');
    const data = claim('data', `${home}/data`, options);
    const conf = scratch('conf', `${home}/conf`);
    // Full logs cost a restart of the Pod, not the node's disk.
    const logs = scratch('logs', `${home}/logs`, { sizeLimit: '4Gi' });
    const tmp = scratch('tmp', '/tmp');
    const security = nonRoot(1000);
    const small = { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } };
    const ports = [http, clientRpc, serverRpc, raft];
    const alive = { httpGet: { path: '/nacos/v1/console/health/liveness', port: http.ref }, timeoutSeconds: 5 };

    return [
      service(self, { ports: [http.service, clientRpc.service] }),
      headlessService(self, { ports: ports.map((each) => each.service) }),
      schema,
      statefulSet(self, {
        replicas: options.replicas,
        // No node is ready before a majority of them runs (C0.9).
        podManagementPolicy: 'Parallel',
        volumeClaimTemplates: [data.template],
        pod: {
          topologySpreadConstraints: spread(self),
          securityContext: security.pod,
          terminationGracePeriodSeconds: 60,
          initContainers: [
            {
              // Nacos writes the list of its nodes beside its configuration, which the image keeps on the read-only root file system.
              name: 'conf',
              image,
              command: ['cp', '-R', `${home}/conf/.`, '/conf'],
              resources: small,
              securityContext: security.container,
              volumeMounts: [{ ...conf.mount, mountPath: '/conf' }],
            },
            {
              name: 'schema',
              image: images.client,
              command: ['sh', '/scripts/schema.sh', `${home}/conf/mysql-schema.sql`],
              env: env({
                HOST: needs.database.host,
                PORT: needs.database.port,
                SSL_MODE: needs.database.sslMode,
                DATABASE: needs.database.database,
                USERNAME: secretRef(needs.database.secret, 'username'),
                MYSQL_PWD: secretRef(needs.database.secret, 'password'),
              }),
              resources: small,
              securityContext: security.container,
              volumeMounts: [schemaDir.mount, conf.mount, tmp.mount],
            },
          ],
          containers: [
            {
              name: 'nacos',
              image,
              ports: ports.map((each) => each.container),
              env: env({ ...settings(self, options, { port: http.number, login }), ...databaseSettings(needs.database) }),
              resources: options.resources,
              securityContext: security.container,
              startupProbe: { ...alive, periodSeconds: 5, failureThreshold: 60 },
              // /nacos/actuator/health is up while the API still answers 503 (C9).
              readinessProbe: { ...alive, httpGet: { ...alive.httpGet, path: '/nacos/v1/console/health/readiness' }, periodSeconds: 10 },
              livenessProbe: { ...alive, periodSeconds: 20, failureThreshold: 6 },
              // The directory below the root of the volume hides lost+found (C0.6).
              volumeMounts: [{ ...data.mount, subPath: 'data' }, conf.mount, logs.mount, tmp.mount],
            },
          ],
          volumes: [schemaDir.volume, conf.volume, logs.volume, tmp.volume],
        },
      }),
      options.replicas > 1 && disruptionBudget(self, { maxUnavailable: 1 }),
      admin,
      job(self, 'admin', {
        backoffLimit: 6,
        pod: {
          restartPolicy: 'OnFailure',
          securityContext: security.pod,
          containers: [
            {
              name: 'admin',
              image: images.client,
              command: ['sh', '/scripts/admin.sh'],
              env: env({
                URL: `http://${connection.host}:${connection.port}/nacos`,
                USERNAME: secretRef(login, 'username'),
                PASSWORD: secretRef(login, 'password'),
              }),
              resources: small,
              securityContext: security.container,
              volumeMounts: [adminDir.mount],
            },
          ],
          volumes: [adminDir.volume],
        },
      }),
    ];
  },
});
