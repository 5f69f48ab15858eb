import { Elasticsearch } from '@gitops/connections';
import {
  BlockStorageClass,
  claim,
  configMap,
  connect,
  defineService,
  env,
  exported,
  exporter,
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
  type SecretRequirement,
  scratch,
  secret,
  secretRef,
  service,
  statefulSet,
} from '@gitops/kit';
import { Type } from 'typebox';
import alerts from './alerts.yml';
import dashboard from './dashboard.json' with { type: 'json' };
import yml from './elasticsearch.yml';
import setup from './setup.sh';
import { IndexTemplate, Role, requestBodies } from './setup.ts';
import { User, userEnv, userList, userSecrets } from './users.ts';

const http = port('http', 9200);
const metrics = port('metrics', 9114);
const home = '/usr/share/elasticsearch';

/** One Elasticsearch node with security on and its data on one volume (card C7). */
export const elasticsearch = defineService({
  name: 'elasticsearch',
  tier: 'infrastructure',
  image: 'docker.elastic.co/elasticsearch/elasticsearch:8.19.20',
  images: { exporter: 'quay.io/prometheuscommunity/elasticsearch-exporter:v1.11.0' },
  options: Type.Object(
    {
      user: Type.Object(
        {
          name: Type.String({ pattern: '^[a-z0-9][a-z0-9_-]*$', default: 'app' }),
          fullName: Type.String({ default: '' }),
        },
        { additionalProperties: false, default: {}, description: 'The user that dependants log in as; it gets all of the roles' },
      ),
      roles: Type.Array(Role, {
        minItems: 1,
        default: [{ name: 'app', cluster: ['monitor', 'manage_index_templates'], indices: [{ names: ['*'], privileges: ['all'] }] }],
        description: 'What dependants may do; unless set, everything with all indices but those of the system',
      }),
      users: Type.Array(User, {
        default: [],
        description:
          'Further users, each with a Secret of its own: elasticsearch-jaeger. Rights add up, so what is theirs alone has to be in none of `roles`',
      }),
      indexTemplates: Type.Array(IndexTemplate, { default: [], description: 'Settings that new indices get by their names' }),
      kibanaSecret: Type.Optional(
        Type.String({
          description:
            'Secret whose key "password" becomes the password of the user kibana_system: that of a Kibana, such as kibana-secret',
        }),
      ),
      storage: Quantity({
        default: '30Gi',
        description: 'Size of the data volume; can grow, never shrink. At 95 % its indices become read-only',
      }),
      storageClass: BlockStorageClass(),
      heap: Type.Optional(
        Type.String({
          pattern: '^\\d+[mg]$',
          description: 'Heap of the JVM, such as 2g. Unless set, Elasticsearch takes half of the memory limit',
        }),
      ),
      mmap: Type.Boolean({
        default: false,
        description: 'Maps index files into memory: faster, but needs vm.max_map_count of 1048576 on the nodes',
      }),
      resources: Resources({ requests: { cpu: '1', memory: '3Gi' }, limits: { memory: '4Gi' } }),
    },
    { additionalProperties: false },
  ),
  provides: Elasticsearch,

  connection: ({ self, secret }) => connect(Elasticsearch, { host: self.host, port: http.number, tls: false }, secret),

  secrets: ({ self, options, secret }): readonly SecretRequirement[] => [
    {
      name: secret.name,
      keys: {
        [secret.keys.username]: literal(options.user.name),
        [secret.keys.password]: random(`password of the user ${options.user.name}`),
      },
    },
    ...userSecrets(self, options),
    {
      name: superuser(self.name).name,
      keys: { password: random('password of the superuser elastic'), exporter: random('password of the user exporter') },
    },
    ...(options.kibanaSecret ? [{ name: options.kibanaSecret, keys: { password: random('password of the user kibana_system') } }] : []),
  ],

  metrics: ({ self }) => [exported(self, { port: metrics.ref, rules: alerts, dashboard })],

  build({ self, image, images, options, connection }) {
    const config = configMap(self, { 'elasticsearch.yml': fill(yml, { name: self.name, mmap: String(options.mmap) }) });
    const requests = configMap(self, { 'setup.sh': setup, 'users.txt': userList(options), ...requestBodies(options) }, 'setup');
    const configFile = mountConfig(config, `${home}/config/elasticsearch.yml`, 'elasticsearch.yml');
    const requestsDir = mountConfig(requests, '/setup');
    const data = claim('data', `${home}/data`, options);
    const configDir = scratch('config', `${home}/config`);
    const logs = scratch('logs', `${home}/logs`);
    const tmp = scratch('tmp', '/tmp');
    const security = nonRoot(1000);
    const url = `http://${connection.host}:${connection.port}`;
    const login = superuser(self.name);
    // Without credentials the answer is 401, and an answer is all that is asked: a red index must not take the others away.
    const answers = {
      exec: { command: ['curl', '--silent', '--output', '/dev/null', '--max-time', '4', `http://127.0.0.1:${http.number}`] },
      timeoutSeconds: 5,
    };

    return [
      config,
      service(self, { ports: [http.service] }),
      headlessService(self, { ports: [http.service] }),
      statefulSet(self, {
        replicas: 1,
        volumeClaimTemplates: [data.template],
        pod: {
          securityContext: security.pod,
          terminationGracePeriodSeconds: 120,
          initContainers: [
            {
              // Elasticsearch writes its keystore beside its configuration, which the image keeps on the read-only root file system.
              name: 'config',
              image,
              command: ['cp', '--recursive', `${home}/config/.`, '/config'],
              resources: { requests: { cpu: '50m', memory: '32Mi' }, limits: { memory: '64Mi' } },
              securityContext: security.container,
              volumeMounts: [{ ...configDir.mount, mountPath: '/config' }],
            },
          ],
          containers: [
            {
              name: 'elasticsearch',
              image,
              ports: [http.container],
              // Each Pod starts with a new keystore, so the superuser has this password until somebody changes it in Elasticsearch itself.
              env: env({
                ELASTIC_PASSWORD: secretRef(login, 'password'),
                ...(options.heap ? { ES_JAVA_OPTS: `-Xms${options.heap} -Xmx${options.heap}` } : {}),
              }),
              resources: options.resources,
              securityContext: security.container,
              startupProbe: { ...answers, periodSeconds: 5, failureThreshold: 120 },
              readinessProbe: { ...answers, periodSeconds: 10 },
              livenessProbe: { tcpSocket: { port: http.ref }, periodSeconds: 20, failureThreshold: 6 },
              // The directory below the root of the volume hides lost+found (C0.6).
              volumeMounts: [{ ...data.mount, subPath: 'elasticsearch' }, configDir.mount, configFile.mount, logs.mount, tmp.mount],
            },
          ],
          volumes: [configDir.volume, configFile.volume, logs.volume, tmp.volume],
        },
      }),
      exporter(self, {
        image: images.exporter,
        port: metrics,
        health: '/healthz',
        args: [`--es.uri=${url}`],
        // Its user is made by the setup Job.
        env: env({ ES_USERNAME: 'exporter', ES_PASSWORD: secretRef(login, 'exporter') }),
      }),
      requests,
      job(self, 'setup', {
        backoffLimit: 6,
        pod: {
          restartPolicy: 'OnFailure',
          securityContext: security.pod,
          containers: [
            {
              name: 'setup',
              image,
              command: ['sh', '/setup/setup.sh'],
              env: [
                ...env({ URL: url, ELASTIC_PASSWORD: secretRef(login, 'password'), EXPORTER_PASSWORD: secretRef(login, 'exporter') }),
                ...userEnv(self, options, connection.secret),
                ...(options.kibanaSecret
                  ? env({ KIBANA_PASSWORD: secretRef(secret(options.kibanaSecret, ['password']), 'password') })
                  : []),
              ],
              resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
              securityContext: security.container,
              volumeMounts: [requestsDir.mount, tmp.mount],
            },
          ],
          volumes: [requestsDir.volume, tmp.volume],
        },
      }),
    ];
  },
});

function superuser(name: string) {
  return secret(`${name}-superuser`, ['password', 'exporter']);
}
