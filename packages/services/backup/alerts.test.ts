import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fill } from '@gitops/kit';
import { pathOf } from '@gitops/kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import alerts from './alerts.yml';
import dashboard from './dashboard.json' with { type: 'json' };

const labels = '{job="backup", instance="backup-5d8f-x2x", namespace="test", source="postgres"}';
const time = `backup_last_success_timestamp_seconds${labels}`;
const size = `backup_last_size_bytes${labels}`;
const limit = `backup_overdue_after_seconds${labels}`;
const read = 'backup_target_read_timestamp_seconds{job="backup", instance="backup-5d8f-x2x", namespace="test"}';
const fresh = { [read]: '0+60x6000' };
const allowed = { [limit]: `${26 * 3600}x6000` };

test('every metric that alerts and dashboard ask for is written by the script', () => {
  const script = readFileSync(new URL('./scripts/watch.sh', import.meta.url), 'utf8');
  const asked = [...`${alerts}${JSON.stringify(dashboard)}`.matchAll(/\bbackup_\w+/g)].map(([metric]) => metric);
  expect(new Set(asked).size).toBe(5);
  for (const metric of asked) expect(script).toContain(`family ${metric} `);
});

const found = pathOf('promtool') !== undefined;
describe.skipIf(!found)(found ? 'alerts' : 'promtool is not installed: alerts not tried', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'backup-alerts-'));
    writeFileSync(join(folder, 'rules.yml'), fill(alerts, { job: 'backup', namespace: 'test' }));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  // Time begins at 0, so the first backup is made at 1; a day later there is none.
  test.each([
    ['nothing, while the newest backup is young enough', { ...fresh, ...allowed, [time]: '1x6000' }, '26h', []],
    ['a backup that did not come, for whatever reason', { ...fresh, ...allowed, [time]: '1x6000' }, '26h15m', ['BackupOverdue']],
    ['nothing, once one has come', { ...fresh, ...allowed, [time]: '1x1500 90000x6000' }, '27h', []],
    ['nothing about a source that is new', { ...fresh, ...allowed, [time]: '0x6000' }, '25h', []],
    ['a source that never had one', { ...fresh, ...allowed, [time]: '0x6000' }, '27h', ['BackupNeverMade']],
    ['data that is missing', { ...fresh, [size]: '1000x1440 499x6000' }, '25h', ['BackupShrank']],
    ['nothing about data that was deleted', { ...fresh, [size]: '1000x1440 501x6000' }, '25h', []],
    ['a store that was not read for half an hour', { [read]: '1x6000' }, '45m', ['BackupTargetUnreadable']],
    ['a store that was never read', { [read]: '0x6000' }, '45m', ['BackupTargetUnreadable']],
    ['nobody looking', { up: '1x6000' }, '20m', ['BackupUnwatched']],
  ] as const)('tell of %s', (_, series, at, expected) => {
    const { groups } = parse(fill(alerts, { job: 'backup', namespace: 'test' })) as { groups: { rules: { alert: string }[] }[] };
    const names = groups.flatMap(({ rules }) => rules.map(({ alert }) => alert));
    const firing = spawnSync('promtool', ['test', 'rules', unitTest(series, at, names)], { encoding: 'utf8' }).stderr;
    expect(names.filter((name) => firing.includes(`alertname: ${name},`))).toEqual(expected);
  });

  /** Expects that nothing fires, so that promtool says what does. */
  function unitTest(series: Readonly<Record<string, string>>, at: string, names: readonly string[]): string {
    const input = Object.entries(series).map(([name, values]) => ({ series: name, values }));
    const tests = names.map((alertname) => ({ alertname, eval_time: at, exp_alerts: [] }));
    const file = join(folder, 'test.yml');
    writeFileSync(
      file,
      stringify({
        rule_files: ['rules.yml'],
        evaluation_interval: '1m',
        tests: [{ interval: '1m', input_series: input, alert_rule_test: tests }],
      }),
    );
    return file;
  }
});
