import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';

interface Dashboard {
  uid: string;
  title: string;
  schemaVersion: number;
  templating: { list: { name: string; type: string }[] };
  panels: Panel[];
}

interface Panel {
  id: number;
  type: string;
  title: string;
  datasource?: { uid: string };
  targets?: { expr: string; datasource?: { uid: string } }[];
  panels?: Panel[];
}

const root = join(import.meta.dirname, '../../..');
const files = ['packages/services', 'apps']
  .flatMap((parent) => readdirSync(join(root, parent)).map((name) => join(root, parent, name, 'dashboard.json')))
  .filter((file) => existsSync(file));
const dashboards = files.map((file) => {
  const text = readFileSync(file, 'utf8');
  return { service: basename(dirname(file)), text, dashboard: JSON.parse(text) as Dashboard };
});

test('every dashboard has a uid of its own, and so a ConfigMap', () => {
  const uids = dashboards.map(({ dashboard: { uid } }) => uid);
  expect(uids.filter((uid, index) => uids.indexOf(uid) !== index || !/^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/.test(uid))).toEqual([]);
});

describe.each(dashboards)('dashboard of $service', ({ service, text, dashboard }) => {
  const panels = dashboard.panels.flatMap((panel) => [panel, ...(panel.panels ?? [])]);
  const queries = panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => ({ title, expr })));

  test('fits into a ConfigMap, and is not bound to one Grafana', () => {
    expect(Buffer.byteLength(text)).toBeLessThan(2 ** 20);
    expect(dashboard).not.toHaveProperty('id');
    expect(dashboard.schemaVersion).toBeGreaterThanOrEqual(39);
    expect(dashboard.title).not.toBe('');
  });

  test('shows one component of several of its kind', () => {
    expect(dashboard.templating.list.map(({ name, type }) => `${type} ${name}`)).toContain('query job');
    expect(queries.some(({ expr }) => expr.includes('job=~"$job"') || expr.includes('job="$job"'))).toBe(true);
  });

  test('asks the Prometheus that is provisioned', () => {
    const uids = panels.flatMap(({ datasource, targets = [] }) => [datasource, ...targets.map((target) => target.datasource)]);
    expect(uids.filter((each) => each && each.uid !== 'prometheus')).toEqual([]);
    const unbound = panels.filter(({ datasource, targets }) => targets && !datasource && targets.some((target) => !target.datasource));
    expect(unbound.map(({ title }) => title)).toEqual([]);
  });

  test('numbers its panels, and each of them shows something', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const empty = panels.filter(({ type, targets = [] }) => !['row', 'text'].includes(type) && targets.length === 0);
    expect(empty.map(({ title }) => title)).toEqual([]);
  });

  const found = spawnSync('promtool', ['--version']).status === 0;
  test.skipIf(!found)(found ? 'asks in PromQL' : 'promtool is not installed: queries not checked', () => {
    const folder = mkdtempSync(join(tmpdir(), 'dashboards-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const rules = queries.map(({ expr }, index) => ({ record: `panel:${index}`, expr: withoutVariables(expr) }));
    writeFileSync(join(folder, 'queries.yml'), JSON.stringify({ groups: [{ name: service, rules }] }));
    const { status, stderr } = spawnSync('promtool', ['check', 'rules', join(folder, 'queries.yml')], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

/** As Grafana would send it: intervals are durations, everything else stands in quotes. */
function withoutVariables(expr: string): string {
  return expr
    .replaceAll(/\$__(rate_interval|interval|range)|\$\{__(rate_interval|interval|range)\}/g, '5m')
    .replaceAll(/\$\{?\w+(:\w+)?\}?/g, 'value');
}
