import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pathOf } from '@gitops/kit/testing';
import { Ajv } from 'ajv';
import { applyPatch, type Operation } from 'rfc6902';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Dashboard } from './testing/dashboard.ts';

const root = join(import.meta.dirname, '../../..');
const files = ['packages/services', 'apps']
  .flatMap((parent) => readdirSync(join(root, parent)).map((name) => join(root, parent, name, 'dashboard.json')))
  .filter((file) => existsSync(file));
const dashboards = files.map((file) => {
  const text = readFileSync(file, 'utf8');
  return { service: basename(dirname(file)), text, dashboard: JSON.parse(text) as Dashboard };
});
const valid = new Ajv({ allErrors: true }).compile(Dashboard);

test('every dashboard has a uid of its own, and so a ConfigMap', () => {
  const uids = dashboards.map(({ dashboard: { uid } }) => uid);
  expect(uids.filter((uid, index) => uids.indexOf(uid) !== index)).toEqual([]);
});

describe('the schema refuses', () => {
  const [{ text = '' } = {}] = dashboards;

  test.each<[string, Operation]>([
    ['a misspelt key of the dashboard', { op: 'move', from: '/graphTooltip', path: '/graphToolTip' }],
    ['a misspelt key of a panel', { op: 'move', from: '/panels/0/fieldConfig', path: '/panels/0/fieldconfig' }],
    ['a misspelt key of a unit', { op: 'add', path: '/panels/0/fieldConfig/defaults/units', value: 's' }],
    ['a misspelt key of a query', { op: 'add', path: '/panels/0/targets/0/legend', value: 'x' }],
    ['a misspelt key of a variable', { op: 'add', path: '/templating/list/0/sorting', value: 1 }],
    ['a kind of panel that Grafana does not have', { op: 'replace', path: '/panels/0/type', value: 'graph2' }],
    ['a unit that Grafana does not have', { op: 'replace', path: '/panels/0/fieldConfig/defaults/unit', value: 'seconds' }],
    ['a panel that is wider than the page', { op: 'replace', path: '/panels/0/gridPos/w', value: 25 }],
    ['a query without an expression', { op: 'remove', path: '/panels/0/targets/0/expr' }],
    ['a panel that asks another source', { op: 'replace', path: '/panels/0/datasource/uid', value: 'P1809F7CD0C75ACF3' }],
    ['the number of a dashboard in one Grafana', { op: 'add', path: '/id', value: 12 }],
  ])('%s', (_, operation) => {
    const dashboard: object = { graphTooltip: 1, ...JSON.parse(text) };
    expect(applyPatch(dashboard, [operation])).toEqual([null]);
    expect(valid(dashboard)).toBe(false);
  });
});

test('load, latency, memory, backlog and compression are shown of the services that they are asked of (V056, V057, V058, V059, V060)', () => {
  const asked: Record<string, readonly string[]> = {
    postgres: ['pg_stat_activity_count', 'pg_stat_statements_calls_total', 'pg_stat_statements_seconds:mean10m'],
    redis: ['redis_keyspace_hits_total', 'redis_memory_used_bytes', 'redis_commands_processed_total'],
    milvus: ['milvus_proxy_sq_latency_bucket', 'milvus_datacoord_task_count'],
    kafka: ['kafka_topic_partition_oldest_offset', 'kafka_consumergroup_lag:sum'],
    clickhouse: ['SelectQueryTimeMicroseconds', 'MergeTreeDataWriterCompressedBytes'],
  };
  const missing = Object.entries(asked).flatMap(([name, metrics]) => {
    const shown = dashboards.filter(({ service }) => service === name).flatMap(({ dashboard }) => queriesOf(dashboard));
    return metrics.filter((metric) => !shown.some(({ expr }) => expr.includes(metric)));
  });
  expect(missing).toEqual([]);
});

describe.each(dashboards)('dashboard of $service', ({ service, text, dashboard }) => {
  const queries = queriesOf(dashboard);

  test("matches Grafana's schema", () => {
    valid(dashboard);
    expect(valid.errors ?? []).toEqual([]);
  });

  test('fits into a ConfigMap', () => {
    expect(Buffer.byteLength(text)).toBeLessThan(2 ** 20);
  });

  test('shows one component of several of its kind', () => {
    expect(queries.some(({ expr }) => expr.includes('job=~"$job"') || expr.includes('job="$job"'))).toBe(true);
  });

  test('numbers its panels and their queries, and lays no panel over another', () => {
    const { panels } = dashboard;
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    for (const { targets } of panels) expect(new Set(targets.map(({ refId }) => refId)).size).toBe(targets.length);
    const outside = panels.filter(({ gridPos: { x, w } }) => x + w > 24);
    const overlaps = panels.filter(({ gridPos: a }, index) => panels.slice(0, index).some(({ gridPos: b }) => overlap(a, b)));
    expect([...outside, ...overlaps].map(({ title }) => title)).toEqual([]);
  });

  const found = pathOf('promtool') !== undefined;
  test.skipIf(!found)(found ? 'asks in PromQL' : 'promtool is not installed: queries not checked', () => {
    const folder = mkdtempSync(join(tmpdir(), 'dashboards-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const rules = queries.map(({ expr }, index) => ({ record: `panel:${index}`, expr: withoutVariables(expr) }));
    writeFileSync(join(folder, 'queries.yml'), JSON.stringify({ groups: [{ name: service, rules }] }));
    const { status, stderr } = spawnSync('promtool', ['check', 'rules', join(folder, 'queries.yml')], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

function queriesOf({ panels }: Dashboard): Dashboard['panels'][number]['targets'] {
  return panels.flatMap(({ targets }) => targets);
}

type GridPos = Dashboard['panels'][number]['gridPos'];

function overlap(a: GridPos, b: GridPos): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/** As Grafana would send it: intervals are durations, everything else stands in quotes. */
function withoutVariables(expr: string): string {
  return expr
    .replaceAll(/\$__(rate_interval|interval|range)|\$\{__(rate_interval|interval|range)\}/g, '5m')
    .replaceAll(/\$\{?\w+(:\w+)?\}?/g, 'value');
}
