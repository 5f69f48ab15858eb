import { ObjectStorage } from '@gitops/connections';
import {
  BlockStorageClass,
  ConsoleHost,
  claim,
  configMap,
  connect,
  defineService,
  env,
  headlessService,
  IngressOption,
  ingress,
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
import bucketsScript from './buckets.sh';
import { Bucket, bucketList } from './buckets.ts';
import dashboard from './dashboard.json' with { type: 'json' };
import { dependants, ownerSecrets, userEnv, userFiles } from './users.ts';

const api = port('api', 9000);
const browser = port('console', 9001);
const rootUser = 'root';

/** One MinIO server with its data on one volume, and buckets that are private unless asked otherwise (card C13). */
export const minio = defineService({
  name: 'minio',
  tier: 'infrastructure',
  image: 'docker.io/minio/minio:RELEASE.2025-09-07T16-13-09Z',
  images: { mc: 'docker.io/minio/mc:RELEASE.2025-08-13T08-35-41Z' },
  options: Type.Object(
    {
      buckets: Type.Array(Bucket, {
        default: [],
        description: 'Buckets that are created, and kept as described here; one that is taken out of the list stays',
      }),
      ingress: Type.Optional(IngressOption(ConsoleHost)),
      storage: Quantity({ default: '200Gi', description: 'Size of the data volume; can grow, never shrink' }),
      storageClass: BlockStorageClass(),
      resources: Resources({ requests: { cpu: '500m', memory: '1Gi' }, limits: { memory: '2Gi' } }),
    },
    { additionalProperties: false },
  ),
  provides: ObjectStorage,

  connection: ({ self, secret }) =>
    connect(ObjectStorage, { provider: 's3', url: 's3://', endpoint: url(self.host), region: 'us-east-1', credentials: 'secret' }, secret),

  secrets: ({ self, options, secret }) => [
    {
      name: secret.name,
      keys: { [secret.keys.accessKey]: literal(dependants), [secret.keys.secretKey]: random(`password of the user ${dependants}`) },
    },
    { name: root(self.name).name, keys: { password: random(`password of the administrator ${rootUser}`) } },
    ...ownerSecrets(self, options.buckets),
  ],

  metrics: () => [{ port: api.ref, path: '/minio/v2/metrics/cluster', rules: alerts, dashboard }],

  build({ self, image, images, options, connection }) {
    const files = configMap(
      self,
      { 'buckets.sh': bucketsScript, 'buckets.txt': bucketList(options.buckets), ...userFiles(options.buckets) },
      'buckets',
    );
    const filesDir = mountConfig(files, '/buckets');
    const data = claim('data', '/data', options);
    const tmp = scratch('tmp', '/tmp');
    const security = nonRoot(1000);
    const rootPassword = secretRef(root(self.name), 'password');
    // The other paths answer before the drive is read, and go on when it is gone.
    const serves = { httpGet: { path: '/minio/health/cluster', port: api.ref }, timeoutSeconds: 5 };

    return [
      service(self, { ports: [api.service, browser.service] }),
      headlessService(self, { ports: [api.service] }),
      statefulSet(self, {
        replicas: 1,
        volumeClaimTemplates: [data.template],
        pod: {
          securityContext: security.pod,
          terminationGracePeriodSeconds: 60,
          containers: [
            {
              name: 'minio',
              image,
              args: ['server', '/data', '--address', `:${api.number}`, '--console-address', `:${browser.number}`],
              ports: [api.container, browser.container],
              env: env({
                MINIO_ROOT_USER: rootUser,
                MINIO_ROOT_PASSWORD: rootPassword,
                // Without it Prometheus would need a token that somebody signs with the password of root.
                MINIO_PROMETHEUS_AUTH_TYPE: 'public',
              }),
              resources: options.resources,
              securityContext: security.container,
              startupProbe: { ...serves, periodSeconds: 5, failureThreshold: 60 },
              readinessProbe: { ...serves, periodSeconds: 10 },
              livenessProbe: {
                httpGet: { path: '/minio/health/live', port: api.ref },
                timeoutSeconds: 5,
                periodSeconds: 20,
                failureThreshold: 6,
              },
              // MinIO leaves lost+found alone (C0.6).
              volumeMounts: [data.mount, tmp.mount],
            },
          ],
          volumes: [tmp.volume],
        },
      }),
      files,
      job(self, 'buckets', {
        backoffLimit: 6,
        pod: {
          restartPolicy: 'OnFailure',
          securityContext: security.pod,
          containers: [
            {
              name: 'buckets',
              image: images.mc,
              command: ['sh', '/buckets/buckets.sh', '/buckets'],
              env: [
                // The user has no home.
                ...env({ URL: url(self.host), ROOT_USER: rootUser, ROOT_PASSWORD: rootPassword, MC_CONFIG_DIR: '/tmp/.mc' }),
                ...userEnv(self, options.buckets, connection.secret),
              ],
              resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '256Mi' } },
              securityContext: security.container,
              volumeMounts: [filesDir.mount, tmp.mount],
            },
          ],
          volumes: [filesDir.volume, tmp.volume],
        },
      }),
      // Of the API: what is public is read there without a login, everything else with a key.
      options.ingress && ingress(self, api.ref, options.ingress),
    ];
  },
});

function url(host: string): string {
  return `http://${host}:${api.number}`;
}

function root(name: string) {
  return secret(`${name}-root`, ['password']);
}
