import { Postgres } from '@gitops/connections';
import {
  amount,
  apiServer,
  BlockStorageClass,
  connect,
  dataProtection,
  defineService,
  fillRules,
  type Identity,
  literal,
  metadata,
  port,
  Quantity,
  Resources,
  random,
  spread,
} from '@gitops/kit';
import { Cluster } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/Cluster';
import { Type } from 'typebox';
import alerts from './alerts.yml';
import dashboard from './dashboard.json' with { type: 'json' };

const sql = port('postgresql', 5432);
const status = port('status', 8000);
const metrics = port('metrics', 9187);
const identifier = '^[a-z_][a-z0-9_]{0,62}$';

/** A PostgreSQL primary with standbys that take over by themselves, run by the operator CloudNativePG (card C2). */
export const cloudnativePg = defineService({
  name: 'cloudnative-pg',
  tier: 'infrastructure',
  // The tag has to begin with the major version; a higher one is an upgrade of the data.
  image: 'ghcr.io/cloudnative-pg/postgresql:17.9-standard-bookworm',
  options: Type.Object(
    {
      instances: Type.Integer({ minimum: 1, maximum: 9, default: 3, description: 'The primary and its standbys' }),
      database: Type.String({
        pattern: identifier,
        default: 'app',
        description: 'The database that dependants get; made at the first start only',
      }),
      owner: Type.String({
        pattern: '^(?!postgres$|streaming_replica$)[a-z_][a-z0-9_]{0,62}$',
        default: 'app',
        description: 'The role that owns it, and that dependants log in as; made at the first start only',
      }),
      storage: Quantity({ default: '20Gi', description: 'Size of the volume of each instance; can grow, never shrink' }),
      storageClass: BlockStorageClass(),
      maxConnections: Type.Integer({
        minimum: 20,
        default: 100,
        description: 'Of all dependants together; another number restarts the instances',
      }),
      resources: Resources(
        { requests: { cpu: '500m', memory: '1Gi' }, limits: { memory: '2Gi' } },
        'Requests and limits of each instance, in their shortest form: the operator makes 1Gi of 1024Mi, which Argo CD would undo',
      ),
    },
    { additionalProperties: false },
  ),
  provides: Postgres,

  connection: ({ self, options, secret }) =>
    connect(
      Postgres,
      // The Service that always leads to the primary; the operator's own authority signs its certificate.
      { host: `${self.name}-rw.${self.namespace}.svc.cluster.local`, port: sql.number, database: options.database, sslMode: 'require' },
      secret,
    ),

  secrets: ({ options, secret }) => [
    {
      name: secret.name,
      keys: { [secret.keys.username]: literal(options.owner), [secret.keys.password]: random(`password of the role ${options.owner}`) },
    },
  ],

  operated: (self) => ({
    selector: podsOf(self),
    operator: {
      name: 'cloudnative-pg',
      namespace: 'cnpg-system',
      selector: { 'app.kubernetes.io/name': 'cloudnative-pg' },
      ports: [status.number, sql.number],
    },
  }),

  // Every instance asks it who the primary is.
  reaches: () => apiServer,

  metrics: ({ options }) => [
    {
      port: metrics.ref,
      rules: fillRules(alerts, { capacity: amount(options.storage), instances: options.instances }),
      dashboard,
    },
  ],

  build({ self, image, options, secret }) {
    const { instances, database, owner, storage, storageClass, maxConnections, resources } = options;
    const { 'app.kubernetes.io/part-of': environment = '' } = self.labels;
    return [
      new Cluster({
        metadata: { ...metadata(self), annotations: { ...dataProtection } },
        spec: {
          instances,
          imageName: image,
          imagePullSecrets: self.pullSecrets.length > 0 ? self.pullSecrets.map((name) => ({ name })) : undefined,
          // The operator has values of its own for the other labels, and Pods of its Jobs inherit none.
          inheritedMetadata: { labels: { 'app.kubernetes.io/part-of': environment } },
          bootstrap: { initdb: { database, owner, secret: { name: secret.name }, dataChecksums: true } },
          storage: { size: storage, storageClass },
          postgresql: {
            parameters: { max_connections: String(maxConnections), shared_buffers: sharedBuffers(resources.limits.memory) },
            // What is committed is on a standby as well, as long as there is one: losing the primary loses nothing.
            synchronous: instances > 1 ? { method: 'any', number: 1, dataDurability: 'preferred' } : undefined,
          },
          resources,
          topologySpreadConstraints: spread({ ...self, selector: podsOf(self) }),
          // That of a single instance would block its node for ever (C0.13).
          enablePDB: instances > 1,
          primaryUpdateStrategy: 'unsupervised',
          primaryUpdateMethod: instances > 1 ? 'switchover' : 'restart',
        },
      }),
    ];
  },
});

function podsOf({ name }: Identity) {
  return { 'cnpg.io/cluster': name };
}

/** A quarter of the memory, as PostgreSQL recommends. */
function sharedBuffers(memory: string): string {
  return `${Math.floor(amount(memory) / 4 / 2 ** 20)}MB`;
}
