import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { containerOf, dataOf, environment } from '../tools/generator/testing/environment.ts';
import { objectIn, objectsIn, wavesOf } from '../tools/generator/testing/rendered.ts';

const all = environment('voiceassistant');
const minimal = environment('voiceassistant-minimal');
const prometheus = parse(dataOf(all, 'prometheus')['prometheus.yml'] ?? '') as { scrape_configs: readonly { job_name: string }[] };

const components = Object.keys(wavesOf(all)).filter((name) => name !== 'foundation');

describe('every component, and nothing else', () => {
  test('is asked whether it is up (V061)', () => {
    expect(prometheus.scrape_configs.map(({ job_name: job }) => job).sort()).toEqual(components.toSorted());
  });

  test('has alerts, of which the first is about being there at all (V063)', () => {
    const alerts = Object.entries(dataOf(all, 'prometheus-rules')).map(([file, text]) => [file.replace('.rules.yml', ''), alertsIn(text)]);
    expect(alerts.map(([name]) => name).sort()).toEqual(components.toSorted());
    const absence = /Down$|^NacosQuorumLost$|^BackupOverdue$|^Watchdog$/;
    expect(alerts.filter(([, names]) => !absence.test(names?.[0] ?? ''))).toEqual([]);
  });

  test('has a dashboard', () => {
    const dashboards = objectsIn(all, 'grafana').flatMap(
      ({ metadata }) => /^grafana-dashboard-(.+)-[0-9a-f]{8}$/.exec(metadata.name)?.[1] ?? [],
    );
    expect(dashboards.sort()).toEqual(components.toSorted());
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
    for (const name of components) expect(objectsIn(all, name).map(({ kind }) => kind)).toContain('NetworkPolicy');
    const policies = components.map((name) => [name, JSON.stringify(objectIn(all, 'NetworkPolicy', name))] as const);
    const open = policies
      .filter(([, policy]) => policy.includes('"voiceassistant-prod"'))
      .map(([name]) => name)
      .sort();
    expect(open).toEqual(['clickhouse', 'elasticsearch', 'jaeger', 'kafka', 'milvus', 'minio', 'nacos', 'postgres', 'redis']);
  });
});

function alertsIn(text: string): string[] {
  const { groups } = parse(text) as { groups: readonly { rules: readonly { alert?: string }[] }[] };
  return groups.flatMap(({ rules }) => rules.flatMap(({ alert }) => alert ?? []));
}
