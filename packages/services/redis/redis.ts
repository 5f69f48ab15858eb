import { Redis } from '@gitops/connections';
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
  mountConfig,
  nonRoot,
  OneOf,
  port,
  Quantity,
  Resources,
  random,
  secretRef,
  service,
  statefulSet,
} from '@gitops/kit';
import { Type } from 'typebox';
import alerts from './alerts.yml';
import dashboard from './dashboard.json' with { type: 'json' };
import conf from './redis.conf';

const resp = port('redis', 6379);
const metrics = port('metrics', 9121);

/** One Redis that keeps what it was told, on one volume (card C3). Nodes should have `vm.overcommit_memory=1`; a Pod can't set it. */
export const redis = defineService({
  name: 'redis',
  tier: 'infrastructure',
  image: 'docker.io/library/redis:7.2.16-alpine',
  images: { exporter: 'docker.io/oliver006/redis_exporter:v1.89.0' },
  options: Type.Object(
    {
      maxmemoryPolicy: OneOf(['noeviction', 'allkeys-lru', 'allkeys-lfu', 'volatile-lru', 'volatile-lfu', 'volatile-ttl'], {
        default: 'noeviction',
        description:
          'When memory is full: noeviction refuses writes, so that sessions, locks and queues are never lost silently; the others evict, for caches',
      }),
      storage: Quantity({
        default: '10Gi',
        description: 'Size of the data volume, at least three times the memory; can grow, never shrink',
      }),
      storageClass: BlockStorageClass(),
      resources: Resources(
        { requests: { cpu: '250m', memory: '1Gi' }, limits: { memory: '3Gi' } },
        'Requests and limits; two thirds of the memory limit are for data (maxmemory)',
      ),
    },
    { additionalProperties: false },
  ),
  provides: Redis,

  connection: ({ self, secret }) => connect(Redis, { host: self.host, port: resp.number, database: 0, tls: false }, secret),

  secrets: ({ secret }) => [{ name: secret.name, keys: { [secret.keys.password]: random('password of Redis') } }],

  metrics: ({ self, options }) => [
    exported(self, { port: metrics.ref, rules: fillRules(alerts, { capacity: amount(options.storage) }), dashboard }),
  ],

  build({ self, image, images, options, connection }) {
    const maxmemory = Math.floor((amount(options.resources.limits.memory) * 2) / 3 / 2 ** 20);
    const config = configMap(self, { 'redis.conf': fill(conf, { ...options, maxmemory }) });
    const configDir = mountConfig(config, '/etc/redis');
    const data = claim('data', '/data', options);
    const security = nonRoot(999, 1000);
    const password = secretRef(connection.secret, 'password');
    // Any answer will do: on a full disk PING is answered by an error, and a restart would end the reads too.
    const answers = { exec: { command: ['redis-cli', 'ping'] }, timeoutSeconds: 5 };
    const loaded = { exec: { command: ['sh', '-c', 'redis-cli ping | grep -q PONG'] }, timeoutSeconds: 5 };

    return [
      config,
      service(self, { ports: [resp.service] }),
      headlessService(self, { ports: [resp.service] }),
      statefulSet(self, {
        replicas: 1,
        volumeClaimTemplates: [data.template],
        pod: {
          securityContext: security.pod,
          // SIGTERM writes a last snapshot.
          terminationGracePeriodSeconds: 120,
          containers: [
            {
              name: 'redis',
              image,
              args: ['redis-server', '/etc/redis/redis.conf', '--requirepass', '$(REDISCLI_AUTH)'],
              ports: [resp.container],
              // redis-cli reads this name by itself, so the probes need no password either (C0.2).
              env: env({ REDISCLI_AUTH: password }),
              resources: options.resources,
              securityContext: security.container,
              startupProbe: { ...loaded, periodSeconds: 5, failureThreshold: 120 },
              readinessProbe: { ...answers, periodSeconds: 10 },
              livenessProbe: { ...answers, periodSeconds: 20, failureThreshold: 6 },
              volumeMounts: [data.mount, configDir.mount],
            },
          ],
          volumes: [configDir.volume],
        },
      }),
      exporter(self, {
        image: images.exporter,
        port: metrics,
        health: '/health',
        env: env({ REDIS_ADDR: `redis://${connection.host}:${connection.port}`, REDIS_PASSWORD: password }),
      }),
    ];
  },
});
