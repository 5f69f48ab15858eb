import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { containerOf, dataOf, environment } from '../tools/generator/testing/environment.ts';
import { objectIn, objectsIn, wavesOf } from '../tools/generator/testing/rendered.ts';

const all = environment('voiceassistant');
const minimal = environment('voiceassistant-minimal');
const prometheus = parse(dataOf(all, 'prometheus')['prometheus.yml'] ?? '') as { scrape_configs: readonly { job_name: string }[] };

describe('Prometheus', () => {
  test.each(['postgres', 'redis', 'milvus', 'elasticsearch', 'clickhouse', 'minio', 'nacos', 'etcd', 'kafka', 'jaeger', 'alertmanager'])(
    'knows whether %s is up (V061)',
    (name) => {
      expect(prometheus.scrape_configs.map(({ job_name: job }) => job)).toContain(name);
    },
  );

  test('has alerts for what it asks (V063)', () => {
    const rules = Object.entries(dataOf(all, 'prometheus-rules')).map(([, text]) => parse(text) as { groups: readonly object[] });
    expect(rules.length).toBeGreaterThanOrEqual(10);
    for (const { groups } of rules) expect(groups.length).toBeGreaterThan(0);
  });
});

test.each([
  ['postgres', 'V056', ['pg_stat_activity_count', 'pg_stat_statements_calls_total', 'pg_stat_statements_seconds']],
  ['redis', 'V057', ['redis_keyspace_hits_total', 'redis_memory_used_bytes', 'redis_commands_processed_total']],
  ['milvus', 'V058', ['milvus_proxy_sq_latency_bucket', 'JobTypeIndexJob']],
  ['kafka', 'V059', ['kafka_topic_partition_current_offset', 'kafka_consumergroup_lag']],
  ['clickhouse', 'V060', ['SelectQueryTimeMicroseconds', 'MergeTreeDataWriterCompressedBytes']],
])('Grafana shows of %s what people watch (%s)', (service, _, metrics) => {
  const [dashboard = ''] = Object.values(dataOf(all, `grafana-dashboard-${service}`));
  for (const metric of metrics) expect(dashboard).toContain(metric);
});

test('PostgreSQL, Redis, MySQL and Nacos are backed up every night, and objects and backups copied elsewhere (V052, V053, V054, V055)', () => {
  const jobs = objectsIn(all, 'backup').filter(({ kind }) => kind === 'CronJob');
  const dumps = ['backup-mysql', 'backup-nacos', 'backup-postgres', 'backup-redis'];
  expect(jobs.map(({ metadata }) => metadata.name).sort()).toEqual(['backup-mirror', ...dumps].sort());
  // After the dumps, which it copies too.
  for (const { metadata, spec } of jobs)
    expect(spec).toMatchObject({ schedule: expect.stringMatching(metadata.name === 'backup-mirror' ? /^\d+ 2 / : /^\d+ 1 \* \* \*$/) });
  expect(JSON.stringify(jobs)).toContain('target/backups');
  expect(JSON.stringify(objectIn(all, 'NetworkPolicy', 'backup').spec)).toContain('"0.0.0.0/0"');
  expect(all.files.get('README.md')).toContain('### Restore from `backup`');
});

describe('production', () => {
  test('has higher limits (V063)', () => {
    const memory = (files: typeof all, name: string) => containerOf(files, 'StatefulSet', name).resources?.limits?.memory;
    expect([memory(minimal, 'postgres'), memory(all, 'postgres')]).toEqual(['4Gi', '8Gi']);
    expect(memory(all, 'milvus')).not.toEqual(memory(minimal, 'milvus'));
  });

  test('spreads what has replicas over zones and machines (V063)', () => {
    for (const name of ['kafka', 'nacos', 'alertmanager'])
      expect(objectIn(all, 'StatefulSet', name)).toHaveProperty('spec.template.spec.topologySpreadConstraints', [
        expect.objectContaining({ topologyKey: 'topology.kubernetes.io/zone' }),
        expect.objectContaining({ topologyKey: 'kubernetes.io/hostname' }),
      ]);
  });

  test('closes everything to everybody but those who need it (V063)', () => {
    expect(objectIn(all, 'NetworkPolicy', 'default-deny')).toMatchObject({ spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } });
    const components = Object.keys(wavesOf(all)).filter((name) => name !== 'foundation');
    for (const name of components) expect(objectsIn(all, name).map(({ kind }) => kind)).toContain('NetworkPolicy');
    const policies = components.map((name) => [name, JSON.stringify(objectIn(all, 'NetworkPolicy', name))] as const);
    const open = policies
      .filter(([, policy]) => policy.includes('"voiceassistant-prod"'))
      .map(([name]) => name)
      .sort();
    expect(open).toEqual(['clickhouse', 'elasticsearch', 'jaeger', 'kafka', 'milvus', 'minio', 'nacos', 'postgres', 'redis']);
  });
});
