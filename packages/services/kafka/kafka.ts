import { Kafka } from '@gitops/connections';
import {
  BlockStorageClass,
  claim,
  configMap,
  connect,
  defineService,
  disruptionBudget,
  env,
  exported,
  exporter,
  fillRules,
  headlessService,
  job,
  mountConfig,
  nonRoot,
  OneOf,
  port,
  Quantity,
  Resources,
  scratch,
  service,
  spread,
  statefulSet,
} from '@gitops/kit';
import { Type } from 'typebox';
import alerts from './alerts.yml';
import dashboard from './dashboard.json' with { type: 'json' };
import log4j from './log4j.conf';
import log4j2 from './log4j2.yml';
import { replicationOf, settings } from './settings.ts';
import topicsScript from './topics.sh';
import { Topic, topicList } from './topics.ts';

const client = port('client', 9092);
const controller = port('controller', 9093);
const metrics = port('metrics', 9308);

/** A Kafka cluster without ZooKeeper: every node is broker and controller (card C4). */
export const kafka = defineService({
  name: 'kafka',
  tier: 'infrastructure',
  image: 'docker.io/apache/kafka:4.3.1',
  images: { exporter: 'docker.io/danielqsj/kafka-exporter:v1.9.0' },
  options: Type.Object(
    {
      replicas: OneOf([1, 3, 5, 7], {
        default: 3,
        description: 'Nodes; fixed once the cluster exists, because its voters are',
      }),
      clusterId: Type.Optional(
        Type.String({
          pattern: '^[A-Za-z0-9_][A-Za-z0-9_-]{20}[AQgw]$',
          description:
            'The ID that the volumes were formatted with, where they come from another cluster; else it follows from namespace and name',
        }),
      ),
      topics: Type.Array(Topic, { default: [], description: 'Topics that are created, and kept as described here' }),
      autoCreateTopics: Type.Boolean({ default: false, description: 'Whether the first use of an unknown name creates a topic' }),
      retentionHours: Type.Integer({
        minimum: 1,
        default: 168,
        description: 'How long messages stay, where the topic does not say otherwise',
      }),
      storage: Quantity({ default: '10Gi', description: 'Size of the data volume of each node; a node whose volume is full stops' }),
      storageClass: BlockStorageClass(),
      resources: Resources(
        { requests: { cpu: '500m', memory: '2Gi' }, limits: { memory: '2Gi' } },
        'Of each node; half of the memory is heap',
      ),
    },
    { additionalProperties: false },
  ),
  provides: Kafka,

  connection: ({ self, secret }) =>
    connect(Kafka, { bootstrapServers: `${self.host}:${client.number}`, securityProtocol: 'PLAINTEXT' }, secret),

  // Of the whole cluster, because every broker tells the same of topics and consumer groups.
  metrics: ({ self, options }) => [
    exported(self, { port: metrics.ref, rules: fillRules(alerts, { replicas: options.replicas }), dashboard }),
  ],

  build({ self, image, images, options, connection }) {
    const logging = configMap(self, { 'log4j2.yaml': log4j2, 'log4j.properties': log4j }, 'logging');
    const loggingDir = mountConfig(logging, '/mnt/shared/config');
    const data = claim('data', '/var/lib/kafka/data', options);
    // The image writes here what it makes of its defaults, the mounted files and the environment.
    const config = scratch('config', '/opt/kafka/config');
    const logs = scratch('logs', '/opt/kafka/logs');
    const tmp = scratch('tmp', '/tmp');
    const security = nonRoot(1000);
    const list = topicList(options.topics, { replicas: options.replicas, replication: replicationOf(options) });
    const topics = configMap(self, { 'topics.sh': topicsScript, 'topics.txt': list }, 'topics');
    const topicsDir = mountConfig(topics, '/topics');

    return [
      logging,
      service(self, { ports: [client.service] }),
      headlessService(self, { ports: [client.service, controller.service] }),
      statefulSet(self, {
        replicas: options.replicas,
        // No node is ready before a majority of them runs (C0.9).
        podManagementPolicy: 'Parallel',
        // A listener that is up says nothing of the replicas: they catch up before the next node goes.
        minReadySeconds: 30,
        volumeClaimTemplates: [data.template],
        pod: {
          topologySpreadConstraints: spread(self),
          securityContext: security.pod,
          terminationGracePeriodSeconds: 180,
          containers: [
            {
              name: 'kafka',
              image,
              // The label with the number of the Pod is younger than some clusters, its name is not.
              // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's own
              command: ['sh', '-c', 'export KAFKA_NODE_ID="${POD_NAME##*-}" && exec /etc/kafka/docker/run'],
              ports: [client.container, controller.container],
              env: env(settings(self, options, { client: client.number, controller: controller.number })),
              resources: options.resources,
              securityContext: security.container,
              // The controller listens from the start; the broker only with a quorum and recovered logs, where a restart would not help.
              startupProbe: { tcpSocket: { port: controller.ref }, periodSeconds: 5, failureThreshold: 60 },
              readinessProbe: { tcpSocket: { port: client.ref }, periodSeconds: 10 },
              livenessProbe: { tcpSocket: { port: controller.ref }, periodSeconds: 20, failureThreshold: 6 },
              volumeMounts: [data.mount, loggingDir.mount, config.mount, logs.mount, tmp.mount],
            },
          ],
          volumes: [loggingDir.volume, config.volume, logs.volume, tmp.volume],
        },
      }),
      options.replicas > 1 && disruptionBudget(self, { maxUnavailable: 1 }),
      exporter(self, {
        image: images.exporter,
        port: metrics,
        health: '/healthz',
        // Where no broker answers at its start it gives up, and is restarted until one does.
        // Without concurrent.enable it loses a line of its answer now and then.
        args: [`--kafka.server=${connection.bootstrapServers}`, '--concurrent.enable'],
      }),
      options.topics.length > 0 && topics,
      options.topics.length > 0 &&
        job(self, 'topics', {
          backoffLimit: 6,
          pod: {
            restartPolicy: 'OnFailure',
            securityContext: security.pod,
            containers: [
              {
                name: 'topics',
                image,
                command: ['sh', '/topics/topics.sh', '/topics/topics.txt'],
                env: env({ BOOTSTRAP_SERVERS: connection.bootstrapServers }),
                resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '512Mi' } },
                securityContext: security.container,
                volumeMounts: [topicsDir.mount, tmp.mount],
              },
            ],
            volumes: [topicsDir.volume, tmp.volume],
          },
        }),
    ];
  },
});
