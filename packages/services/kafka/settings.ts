import { fieldRef, type Identity } from '@gitops/kit';
import { clusterId } from './cluster-id.ts';

export interface Cluster {
  readonly replicas: number;
  readonly clusterId?: string | undefined;
  readonly retentionHours: number;
  readonly autoCreateTopics: boolean;
}

export interface Ports {
  readonly client: number;
  readonly controller: number;
}

/** On how many nodes a partition lies, unless its topic says otherwise. */
export function replicationOf({ replicas }: Pick<Cluster, 'replicas'>): number {
  return Math.min(3, replicas);
}

/** The environment of a node. The image makes `server.properties` of every `KAFKA_` variable and ignores its own defaults then (C4). */
export function settings(self: Identity, cluster: Cluster, { client, controller }: Ports) {
  const members = `${self.name}-headless.${self.namespace}.svc.cluster.local`;
  const voters = Array.from({ length: cluster.replicas }, (_, node) => `${node}@${self.name}-${node}.${members}:${controller}`);
  const replication = replicationOf(cluster);
  const inSync = Math.max(1, replication - 1);
  return {
    POD_NAME: fieldRef('metadata.name'),
    CLUSTER_ID: cluster.clusterId ?? clusterId(self),
    KAFKA_PROCESS_ROLES: 'broker,controller',
    KAFKA_CONTROLLER_QUORUM_VOTERS: voters.join(','),
    KAFKA_LISTENERS: `PLAINTEXT://:${client},CONTROLLER://:${controller}`,
    KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://$(POD_NAME).${members}:${client}`,
    KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
    KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
    KAFKA_INTER_BROKER_LISTENER_NAME: 'PLAINTEXT',
    // A node whose peers are still being scheduled would give up after a minute.
    KAFKA_INITIAL_BROKER_REGISTRATION_TIMEOUT_MS: 300_000,
    // A directory of its own: the root of a volume may hold lost+found, which is no partition (C0.6).
    KAFKA_LOG_DIRS: '/var/lib/kafka/data/kraft',
    KAFKA_LOG_RETENTION_HOURS: cluster.retentionHours,
    KAFKA_AUTO_CREATE_TOPICS_ENABLE: cluster.autoCreateTopics,
    KAFKA_NUM_PARTITIONS: 3,
    KAFKA_DEFAULT_REPLICATION_FACTOR: replication,
    KAFKA_MIN_INSYNC_REPLICAS: inSync,
    KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: replication,
    KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: replication,
    KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: inSync,
    KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR: replication,
    KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR: inSync,
    // Half of the memory limit: the other half is page cache, which Kafka reads from.
    KAFKA_HEAP_OPTS: '-XX:InitialRAMPercentage=50 -XX:MaxRAMPercentage=50',
  };
}
