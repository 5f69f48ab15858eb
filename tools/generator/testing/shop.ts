import { Http, Postgres, Redis, WorkfxSettings } from '@gitops/connections';
import {
  type AnyService,
  byName,
  connect,
  defineService,
  deployment,
  env,
  fact,
  headlessService,
  IngressOption,
  ingress,
  literal,
  metadata,
  nonRoot,
  optional,
  port,
  Resources,
  random,
  secretRef,
  service,
  statefulSet,
} from '@gitops/kit';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { Type } from 'typebox';

// A small shop: enough builders for every stage, without the weight of the real ones.

const closed = { additionalProperties: false } as const;
const resources = Resources({ requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '128Mi' } });
const security = nonRoot(1000);
const probe = (name: string) => ({ readinessProbe: { tcpSocket: { port: name } }, livenessProbe: { tcpSocket: { port: name } } });

const sql = port('sql', 5432);
const shopDatabase = defineService({
  name: 'shop-database',
  tier: 'infrastructure',
  image: 'docker.io/shop/database:16.1',
  images: { exporter: 'docker.io/shop/exporter:0.3' },
  options: Type.Object(
    {
      database: Type.String({ default: 'shop', pattern: '^[a-z_]+$', description: 'Name of the database' }),
      storageClass: fact('cluster.storageClasses.block', { description: 'Class of the volume' }),
      resources,
    },
    closed,
  ),
  provides: Postgres,
  connection: ({ self, options, secret }) =>
    connect(Postgres, { host: self.host, port: sql.number, database: options.database, sslMode: 'disable' }, secret),
  secrets: ({ secret }) => [
    { name: secret.name, keys: { [secret.keys.username]: literal('shop'), [secret.keys.password]: random('password') } },
  ],
  build: ({ self, image, options, secret }) => [
    service(self, { ports: [sql.service] }),
    headlessService(self, { ports: [sql.service] }),
    statefulSet(self, {
      replicas: 1,
      volumeClaimTemplates: [
        {
          metadata: { name: 'data' },
          spec: { accessModes: ['ReadWriteOnce'], storageClassName: options.storageClass, resources: { requests: { storage: '7Gi' } } },
        },
      ],
      pod: {
        securityContext: security.pod,
        containers: [
          {
            name: 'database',
            image,
            ports: [sql.container],
            env: env({ DB_PASSWORD: secretRef(secret, 'password') }),
            resources: options.resources,
            securityContext: security.container,
            volumeMounts: [{ name: 'data', mountPath: '/data' }],
            ...probe('sql'),
          },
        ],
      },
    }),
  ],
});

const cachePort = port('cache', 6379);
const shopCache = defineService({
  name: 'shop-cache',
  tier: 'infrastructure',
  image: 'docker.io/shop/cache:7.2',
  options: Type.Object({ resources }, closed),
  provides: Redis,
  connection: ({ self, secret }) => connect(Redis, { host: self.host, port: cachePort.number, database: 0, tls: false }, secret),
  build: ({ self, image, options }) => [
    service(self, { ports: [cachePort.service] }),
    deployment(self, {
      replicas: 1,
      progressDeadlineSeconds: 300,
      pod: {
        securityContext: security.pod,
        containers: [
          {
            name: 'cache',
            image,
            ports: [cachePort.container],
            resources: options.resources,
            securityContext: security.container,
            ...probe('cache'),
          },
        ],
      },
    }),
  ],
});

const http = port('http', 8080, 80);
const shopApi = defineService({
  name: 'shop-api',
  tier: 'application',
  image: 'shop/api',
  options: Type.Object(
    {
      replicas: Type.Integer({ minimum: 1, maximum: 9, default: 2, description: 'Number of Pods' }),
      logLevel: Type.Union([Type.Literal('debug'), Type.Literal('info'), Type.Literal('warning')], { default: 'info' }),
      host: fact('environment.domain', { description: 'Host name' }),
      resources,
    },
    closed,
  ),
  provides: Http,
  needs: { database: Postgres, cache: optional(Redis) },
  connection: ({ self }) => connect(Http, { url: `http://${self.host}` }),
  secrets: ({ needs: { database } }) => [{ name: database.secret.name, keys: { host: literal(database.host) } }],
  build: ({ self, image, options, needs: { database, cache } }) => [
    service(self, { ports: [http.service] }),
    deployment(self, {
      replicas: options.replicas,
      progressDeadlineSeconds: 300,
      pod: {
        securityContext: security.pod,
        containers: [
          {
            name: 'api',
            image,
            ports: [http.container],
            env: env({
              LOG_LEVEL: options.logLevel,
              PUBLIC_HOST: options.host ?? '',
              DB_HOST: database.host,
              DB_PASSWORD: secretRef(database.secret, 'password'),
              CACHE_HOST: cache?.host ?? '',
            }),
            resources: options.resources,
            securityContext: security.container,
            ...probe('http'),
          },
        ],
      },
    }),
  ],
});

const web = (name: string, tier: 'application' | 'tooling') =>
  defineService({
    name,
    tier,
    image: `docker.io/shop/${name}:1.2`,
    options: Type.Object(
      { ingress: Type.Optional(IngressOption(fact('environment.domain', { description: 'Host name' }))), resources },
      closed,
    ),
    provides: Http,
    needs: { upstream: Http },
    connection: ({ self }) => connect(Http, { url: `http://${self.host}` }),
    build: ({ self, image, options, needs: { upstream } }) => [
      service(self, { ports: [http.service] }),
      deployment(self, {
        replicas: 1,
        progressDeadlineSeconds: 300,
        pod: {
          securityContext: security.pod,
          containers: [
            {
              name: 'web',
              image,
              ports: [http.container],
              env: env({ UPSTREAM: upstream.url }),
              resources: options.resources,
              securityContext: security.container,
              ...probe('http'),
            },
          ],
        },
      }),
      options.ingress && ingress(self, http.ref, options.ingress),
    ],
  });

/** Stands before an HTTP API, or before another gateway: two of them can wait for each other. */
const shopGateway = web('shop-gateway', 'application');
/** A console, which comes up last. */
const shopConsole = web('shop-console', 'tooling');

/** Settings only: a component without Pods. Prices may be cached, where somebody says so. */
const shopPrices = defineService({
  name: 'shop-prices',
  tier: 'application',
  options: Type.Object({ currency: Type.String({ default: 'EUR', pattern: '^[A-Z]{3}$' }) }, closed),
  provides: WorkfxSettings,
  needs: { cache: byName(Redis) },
  connection: ({ self }) => connect(WorkfxSettings, { configMap: self.name }),
  build: ({ self, options }) => [new ConfigMap({ metadata: metadata(self), data: { CURRENCY: options.currency } })],
});

export const shop: readonly AnyService[] = [shopApi, shopCache, shopConsole, shopDatabase, shopGateway, shopPrices];
