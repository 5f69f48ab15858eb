import { Neo4j } from '@gitops/connections';
import {
  BlockStorageClass,
  claim,
  connect,
  defineService,
  env,
  headlessService,
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
import { memoryOf } from './memory.ts';

const bolt = port('bolt', 7687);
const browser = port('http', 7474);

/** One Neo4j 5.26 Community server; clusters and metrics are for paying customers (Y015, card C14). */
export const neo4j = defineService({
  name: 'neo4j',
  tier: 'infrastructure',
  image: 'docker.io/library/neo4j:5.26.29-community',
  options: Type.Object(
    {
      storage: Quantity({ default: '20Gi', description: 'Size of the data volume; can grow, never shrink' }),
      storageClass: BlockStorageClass(),
      resources: Resources(
        { requests: { cpu: '500m', memory: '2Gi' }, limits: { memory: '3Gi' } },
        'Heap and page cache are shares of the memory limit',
      ),
    },
    { additionalProperties: false },
  ),
  provides: Neo4j,

  connection: ({ self, secret }) => connect(Neo4j, { host: self.host, port: bolt.number, tls: false }, secret),

  secrets: ({ secret }) => [{ name: secret.name, keys: { [secret.keys.password]: random('password of the user neo4j') } }],

  build({ self, image, options, connection }) {
    const data = claim('data', '/data', options);
    const logs = scratch('logs', '/logs', { sizeLimit: '1Gi' });
    const tmp = scratch('tmp', '/tmp');
    const security = nonRoot(7474);
    const { heap, pageCache } = memoryOf(options.resources.limits.memory);
    const listens = { tcpSocket: { port: bolt.ref } };
    const ports = [bolt, browser];

    return [
      service(self, { ports: ports.map((each) => each.service) }),
      headlessService(self, { ports: ports.map((each) => each.service) }),
      statefulSet(self, {
        replicas: 1,
        volumeClaimTemplates: [data.template],
        pod: {
          securityContext: security.pod,
          // It writes what is in memory before it ends; cut off, it repairs itself at the next start, which takes longer.
          terminationGracePeriodSeconds: 300,
          containers: [
            {
              name: 'neo4j',
              image,
              ports: ports.map((each) => each.container),
              // Whatever else begins with NEO4J_ becomes a setting, and an unknown one stops the start (C14).
              env: env({
                INITIAL_PASSWORD: secretRef(connection.secret, 'password'),
                NEO4J_AUTH: 'neo4j/$(INITIAL_PASSWORD)',
                NEO4J_server_memory_heap_initial__size: heap,
                NEO4J_server_memory_heap_max__size: heap,
                NEO4J_server_memory_pagecache_size: pageCache,
                NEO4J_server_bolt_advertised__address: `${connection.host}:${connection.port}`,
              }),
              resources: options.resources,
              // The entrypoint writes into the configuration that the image brings.
              securityContext: { ...security.container, readOnlyRootFilesystem: false },
              // After a crash it may have to go through its transaction log for long.
              startupProbe: { ...listens, periodSeconds: 5, failureThreshold: 360 },
              readinessProbe: { ...listens, periodSeconds: 5, failureThreshold: 3 },
              livenessProbe: { ...listens, periodSeconds: 10, failureThreshold: 12 },
              // The directory below the root of the volume hides lost+found (C0.6).
              volumeMounts: [{ ...data.mount, subPath: 'data' }, logs.mount, tmp.mount],
            },
          ],
          volumes: [logs.volume, tmp.volume],
        },
      }),
    ];
  },
});
