import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { containerOf, dataOf, environment, variablesOf } from '../tools/generator/testing/environment.ts';
import { objectIn, objectsIn, wavesOf } from '../tools/generator/testing/rendered.ts';

const all = environment('voiceassistant');

describe('PostgreSQL', () => {
  test('takes 200 connections and keeps its data (V021)', () => {
    expect(dataOf(all, 'postgres')['postgresql.conf']).toContain('\nmax_connections = 200\n');
    expect(containerOf(all, 'StatefulSet', 'postgres').volumeMounts).toContainEqual(expect.objectContaining({ name: 'data' }));
  });

  test('has the three databases, each with an owner (V023)', () => {
    const list = dataOf(all, 'postgres-databases')['databases.txt']?.trim().split('\n') ?? [];
    expect(list.map((line) => line.split(' ').slice(0, 2))).toEqual([
      ['identity', '0'],
      ['conversation', '1'],
      ['knowledge', '2'],
    ]);
  });
});

test('Redis keeps both files, holds 2 GB, and forgets what was used least lately (V024)', () => {
  const conf = dataOf(all, 'redis')['redis.conf'];
  for (const line of ['maxmemory 2048mb', 'maxmemory-policy allkeys-lru', 'appendonly yes', 'save 900 1 300 10 60 10000'])
    expect(conf).toContain(`\n${line}\n`);
});

test('Nacos is a cluster of three that keeps its data in MySQL (V026)', () => {
  const variables = variablesOf(containerOf(all, 'StatefulSet', 'nacos'));
  expect(variables).toMatchObject({ MODE: 'cluster', SPRING_DATASOURCE_PLATFORM: 'mysql' });
  expect(variables.NACOS_SERVERS?.split(' ')).toHaveLength(3);
});

test('Milvus is standalone, on etcd and MinIO (V027)', () => {
  expect(containerOf(all, 'StatefulSet', 'milvus').args).toEqual(['milvus', 'run', 'standalone']);
  expect(parse(dataOf(all, 'milvus')['user.yaml'] ?? '')).toMatchObject({
    etcd: { endpoints: 'etcd.voiceassistant-infra.svc.cluster.local:2379' },
    minio: { address: 'minio.voiceassistant-infra.svc.cluster.local:9000', bucketName: 'milvus-bucket' },
  });
});

test('Elasticsearch is one node with a heap of half of 4Gi, whose indices go after 30 days (V028)', () => {
  expect(objectIn(all, 'StatefulSet', 'elasticsearch')).toMatchObject({ spec: { replicas: 1 } });
  // Elasticsearch itself makes half of a limit of this size its heap.
  expect(containerOf(all, 'StatefulSet', 'elasticsearch').resources?.limits).toMatchObject({ memory: '4Gi' });
  expect(variablesOf(containerOf(all, 'StatefulSet', 'elasticsearch'))).not.toHaveProperty('ES_JAVA_OPTS');
  expect(JSON.parse(dataOf(all, 'elasticsearch-setup')['lifecycle-policy.voiceassistant.json'] ?? '')).toMatchObject({
    policy: { phases: { delete: { min_age: '30d' } } },
  });
});

test('ClickHouse is one node that compresses and forgets after 90 days (V029)', () => {
  expect(objectIn(all, 'StatefulSet', 'clickhouse')).toMatchObject({ spec: { replicas: 1 } });
  const server = dataOf(all, 'clickhouse')['server.xml'];
  expect(server).toMatch(/<compression>\s*<case>\s*<method>zstd</);
  expect(server).toContain('<query_log><ttl>event_date + INTERVAL 90 DAY DELETE</ttl></query_log>');
});

test('Kafka needs no ZooKeeper and keeps messages for seven days (V030)', () => {
  expect(variablesOf(containerOf(all, 'StatefulSet', 'kafka'))).toMatchObject({
    KAFKA_PROCESS_ROLES: 'broker,controller',
    KAFKA_LOG_RETENTION_HOURS: '168',
  });
  expect(JSON.stringify(objectsIn(all, 'kafka'))).not.toMatch(/zookeeper/i);
});

test('MinIO has the buckets (V032)', () => {
  const list = dataOf(all, 'minio-buckets')['buckets.txt']?.trim().split('\n') ?? [];
  expect(list.map((line) => line.split(' ')[0])).toEqual(['documents', 'multimodal', 'milvus-bucket', 'backups']);
});

test('Prometheus asks every 15 seconds and remembers 15 days (V033)', () => {
  expect(parse(dataOf(all, 'prometheus')['prometheus.yml'] ?? '')).toMatchObject({
    global: { scrape_interval: '15s' },
    storage: { tsdb: { retention: { time: '15d' } } },
  });
});

test('Grafana asks Prometheus (V034)', () => {
  expect(parse(dataOf(all, 'grafana')['datasources.yml'] ?? '')).toMatchObject({
    datasources: [{ type: 'prometheus', url: 'http://prometheus.voiceassistant-infra.svc.cluster.local:9090', isDefault: true }],
  });
});

test('Jaeger keeps a tenth of the traces, half of those of the AI services, in Elasticsearch (V035)', () => {
  const { 'sampling.json': sampling = '', 'jaeger.yml': configuration } = dataOf(all, 'jaeger');
  expect(configuration).toContain('server_urls: ["http://elasticsearch.voiceassistant-infra.svc.cluster.local:9200"]');
  const { default_strategy: usual, service_strategies: own } = JSON.parse(sampling);
  expect(usual.param).toBe(0.1);
  expect(own.map(({ service, param }: { service: string; param: number }) => `${service} ${param}`)).toEqual([
    'ai-orchestrator 0.5',
    'agent-engine 0.5',
    'rag-engine 0.5',
  ]);
});

test('Alertmanager groups by name, cluster and service, and tells by mail and webhook (V036)', () => {
  const { route, receivers } = parse(dataOf(all, 'alertmanager')['alertmanager.yml'] ?? '');
  expect(route.group_by).toEqual(['alertname', 'cluster', 'service']);
  expect(receivers.find(({ name }: { name: string }) => name === route.receiver)).toMatchObject({
    email_configs: [{ to: 'sre@example.com' }],
    webhook_configs: [{ url_file: expect.any(String) }],
  });
});

describe('passwords', () => {
  test.each([
    ['postgres', 'postgres-secret', 'V045'],
    ['redis', 'redis-secret', 'V046'],
    ['nacos', 'nacos-secret', 'V047'],
    ['milvus', 'milvus-secret', 'V048'],
    ['minio', 'minio-secret', 'V049'],
    ['grafana', 'grafana-secret', 'V050'],
  ])('of %s are random, in %s (%s)', (component, secret) => {
    expect(JSON.stringify(objectsIn(all, component))).toContain(`"name":"${secret}"`);
    expect(commandFor(secret)).toMatch(/[pP]assword|secretKey/);
    expect(commandFor(secret)).toContain('"$(openssl rand -hex 16)"');
  });

  test.each([
    ['postgres', 'postgres-superuser', 'V045'],
    ['minio', 'minio-root', 'V049'],
  ])('of the administrator of %s are random, in %s, which nobody reads but itself and the backups (%s)', (component, secret) => {
    const readers = Object.keys(wavesOf(all)).filter((name) => JSON.stringify(objectsIn(all, name)).includes(`"${secret}"`));
    expect(readers).toContain(component);
    expect(readers.filter((name) => ![component, 'backup'].includes(name))).toEqual([]);
    expect(commandFor(secret)).toContain('--from-literal=password="$(openssl rand -hex 16)"');
  });

  test('of the sources appear nowhere (V045, V049)', () => {
    expect(JSON.stringify(objectsIn(all))).not.toMatch(/changeme|minioadmin/);
    expect(objectsIn(all).map(({ kind }) => kind)).not.toContain('Secret');
  });
});

/** How the README makes a Secret. */
function commandFor(secret: string): string {
  const blocks = all.files.get('README.md')?.split('```sh\n') ?? [];
  return blocks.find((each) => each.startsWith(`kubectl create secret generic ${secret} `))?.split('```')[0] ?? '';
}
