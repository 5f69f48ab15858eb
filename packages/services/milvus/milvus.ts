import { Etcd, Milvus, ObjectStorage } from '@gitops/connections';
import {
  amount,
  BlockStorageClass,
  type ConnectionOf,
  claim,
  configMap,
  connect,
  defineService,
  env,
  fill,
  fillRules,
  headlessService,
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
import type { IEnvVarSource } from 'kubernetes-models/v1/EnvVarSource';
import { Type } from 'typebox';
import alerts from './alerts.yml';
import dashboard from './dashboard.json' with { type: 'json' };
import { storageSettings } from './storage.ts';
import yml from './user.yml';

const grpc = port('grpc', 19530);
const metrics = port('metrics', 9091);
const home = '/milvus';

/** Milvus in one process: vectors are kept in object storage, what they mean in etcd, what just arrived on its own volume (card C11). */
export const milvus = defineService({
  name: 'milvus',
  tier: 'infrastructure',
  image: 'docker.io/milvusdb/milvus:v2.5.27',
  options: Type.Object(
    {
      bucket: Type.String({
        pattern: '^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$',
        default: 'milvus-bucket',
        description: 'Bucket of the object storage; Milvus makes it where it is missing',
      }),
      storage: Quantity({
        default: '100Gi',
        description: 'Size of the volume for the message queue and for what is loaded from the bucket; can grow, never shrink',
      }),
      storageClass: BlockStorageClass(),
      resources: Resources(
        { requests: { cpu: '1', memory: '4Gi' }, limits: { memory: '8Gi' } },
        'Loaded collections lie in memory; the CPU needs AVX or at least SSE 4.2',
      ),
    },
    { additionalProperties: false },
  ),
  provides: Milvus,
  needs: { metadata: Etcd, storage: ObjectStorage },

  connection: ({ self, secret }) => connect(Milvus, { host: self.host, port: grpc.number, tls: false }, secret),

  secrets: ({ secret }) => [
    { name: secret.name, keys: { [secret.keys.username]: literal('root'), [secret.keys.password]: random('password of the user root') } },
  ],

  metrics: ({ options }) => [{ port: metrics.ref, rules: fillRules(alerts, { capacity: amount(options.storage) }), dashboard }],

  build({ self, image, options, connection, needs: { metadata, storage } }) {
    const settings = {
      endpoints: metadata.endpoints,
      tls: String(metadata.tls),
      rootPath: `${self.namespace}-${self.name}`,
      bucket: options.bucket,
      ...storageSettings(storage),
    };
    const config = configMap(self, { 'user.yaml': fill(yml, settings) });
    const configFile = mountConfig(config, `${home}/configs/user.yaml`, 'user.yaml');
    const data = claim('data', '/var/lib/milvus', options);
    const tmp = scratch('tmp', '/tmp');
    // The image lets the group root run its files and nobody else; in later versions it is its user 999.
    const security = nonRoot(999, 0);

    return [
      config,
      // Without the port of the metrics: whoever reaches it can stop Milvus.
      service(self, { ports: [grpc.service] }),
      headlessService(self, { ports: [grpc.service] }),
      statefulSet(self, {
        replicas: 1,
        volumeClaimTemplates: [data.template],
        pod: {
          securityContext: security.pod,
          terminationGracePeriodSeconds: 120,
          containers: [
            {
              name: 'milvus',
              image,
              args: ['milvus', 'run', 'standalone'],
              ports: [grpc.container, metrics.container],
              env: env({
                // Read when etcd knows no root yet, and never again.
                COMMON_SECURITY_DEFAULTROOTPASSWORD: secretRef(connection.secret, 'password'),
                ...credentials(storage),
              }),
              resources: options.resources,
              // Nobody has tried it with a read-only root file system.
              securityContext: { ...security.container, readOnlyRootFilesystem: false },
              startupProbe: {
                httpGet: { path: '/healthz', port: metrics.ref },
                timeoutSeconds: 5,
                periodSeconds: 5,
                failureThreshold: 120,
              },
              readinessProbe: { httpGet: { path: '/healthz', port: metrics.ref }, timeoutSeconds: 5, periodSeconds: 10 },
              // Unhealthy it also is while it waits for others, and a restart would have to load everything again.
              livenessProbe: { tcpSocket: { port: metrics.ref }, periodSeconds: 20, failureThreshold: 6 },
              volumeMounts: [data.mount, configFile.mount, tmp.mount],
            },
          ],
          volumes: [configFile.volume, tmp.volume],
        },
      }),
    ];
  },
});

/** By the names that Milvus' settings have; those of its Compose file are the server's, and Milvus reads past them (C11). */
function credentials({ provider, secret }: ConnectionOf<typeof ObjectStorage>): Record<string, IEnvVarSource> {
  if (provider === 'local') return {};
  return { MINIO_ACCESS_KEY_ID: secretRef(secret, 'accessKey'), MINIO_SECRET_ACCESS_KEY: secretRef(secret, 'secretKey') };
}
