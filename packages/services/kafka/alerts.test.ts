import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fill, identify, secret, withDefaults } from '@gitops/kit';
import { expect, onTestFinished, test } from 'vitest';
import cases from './alerts.test.yml';
import { kafka } from './kafka.ts';

const absent = spawnSync('promtool', ['--version']).error !== undefined;

test.skipIf(absent)(`alerts fire for what they are about, and for nothing else${absent ? ' (skipped without promtool)' : ''}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'kafka-alerts-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'alerts.yml'), rules());
  writeFileSync(join(folder, 'cases.yml'), cases);
  const { status, stdout, stderr } = spawnSync('promtool', ['test', 'rules', 'cases.yml'], { cwd: folder, encoding: 'utf8' });
  expect({ status, report: `${stdout}${stderr}` }).toEqual({ status: 0, report: expect.stringContaining('SUCCESS') });
});

/** As Prometheus gets them for a component with all of the defaults. */
function rules(): string {
  const self = identify({ environment: 'test', namespace: 'test', component: 'kafka' });
  const options = withDefaults(kafka.options, {}) as never;
  const [target] = kafka.metrics?.({ self, options, secret: secret('', kafka.provides.secretKeys) }) ?? [];
  return fill(target?.rules ?? '', { job: 'kafka', namespace: 'test' });
}
