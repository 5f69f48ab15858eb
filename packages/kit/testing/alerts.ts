import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type AnyService, fill, identify, secret, withDefaults } from '../src/index.ts';
import { pathOf } from './path-of.ts';

/** The rules of each target of a component with all of the defaults, as Prometheus gets them: the builder declares them, because its options may be part of them. */
export function alertRules({ name, options, metrics, provides }: AnyService): string[] {
  const self = identify({ environment: 'test', namespace: 'test', component: name });
  const targets =
    metrics?.({ self, options: withDefaults(options, {}) as Record<string, unknown>, secret: secret('', provides.secretKeys) }) ?? [];
  return targets.flatMap(({ rules }) => (rules ? [fill(rules, { job: name, namespace: 'test' })] : []));
}

/** Lets promtool judge cases in the format of `promtool test rules`, whose `rule_files` is `[alerts.yml]`. */
export function testAlerts(definition: AnyService, cases: string): void {
  const absent = pathOf('promtool') === undefined;
  test.skipIf(absent)(`alerts fire for what they are about, and for nothing else${absent ? ' (skipped without promtool)' : ''}`, () => {
    const folder = mkdtempSync(join(tmpdir(), `${definition.name}-alerts-`));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const [rules = ''] = alertRules(definition);
    writeFileSync(join(folder, 'alerts.yml'), rules);
    writeFileSync(join(folder, 'cases.yml'), cases);
    const { status, stdout, stderr } = spawnSync('promtool', ['test', 'rules', 'cases.yml'], { cwd: folder, encoding: 'utf8' });
    expect({ status, report: `${stdout}${stderr}` }).toEqual({ status: 0, report: expect.stringContaining('SUCCESS') });
  });
}
