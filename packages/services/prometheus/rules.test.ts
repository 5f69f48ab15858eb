import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnyService } from '@gitops/kit';
import { alertRules, pathOf } from '@gitops/kit/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';

interface Rule {
  alert?: string;
  record?: string;
  expr: string;
  for?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

const root = join(import.meta.dirname, '../../..');
const folders = ['packages/services', 'apps'].flatMap((parent) =>
  readdirSync(join(root, parent)).map((name) => ({ service: name, folder: join(root, parent, name) })),
);
const withRules = folders.filter(({ folder }) => existsSync(join(folder, 'alerts.yml')));
const files = (await Promise.all(withRules.map(rulesOf))).flat();

interface Rules {
  service: string;
  folder: string;
  text: string;
}

async function rulesOf({ service, folder }: { service: string; folder: string }): Promise<Rules[]> {
  const exported: Record<string, unknown> = await import(join(folder, `${service}.ts`));
  const definition = Object.values(exported).find((value) => (value as AnyService).name === service) as AnyService;
  const declared = alertRules(definition);
  if (declared.length === 0) throw new Error(`${folder}/alerts.yml is declared by no target`);
  return declared.map((text) => ({ service, folder, text }));
}

describe.each(files)('rules of $service', ({ service, folder, text }) => {
  const rules = (parse(text) as { groups: { rules: Rule[] }[] }).groups.flatMap((group) => group.rules);
  // The Watchdog always fires, is routed by its name, and is nobody's problem.
  const alerts = rules.filter(({ alert }) => alert !== undefined && alert !== 'Watchdog');

  test('wait before they tell anybody', () => {
    expect(alerts.filter((alert) => !/^\d+[mhd]$/.test(alert.for ?? ''))).toEqual([]);
  });

  test('have what Alertmanager routes and groups by', () => {
    const wrong = alerts.filter(({ labels }) => !['critical', 'warning'].includes(labels?.severity ?? '') || !labels?.service);
    expect(wrong).toEqual([]);
  });

  test('say what is wrong and what to look at first', () => {
    expect(alerts.filter(({ annotations }) => !annotations?.summary || !annotations.description)).toEqual([]);
  });

  test('have names of their own', () => {
    const names = rules.map(({ alert, record }) => alert ?? record);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test('record under a name that says by what, and only what the dashboard shows', () => {
    const recorded = rules.flatMap(({ record }) => record ?? []);
    const dashboard = recorded.length > 0 ? readFileSync(join(folder, 'dashboard.json'), 'utf8') : '';
    expect(recorded.filter((name) => !/^[a-z_]+:[a-z_]+:[a-z0-9]+$/.test(name) || !dashboard.includes(`${name}{job=`))).toEqual([]);
  });

  test('look at one component of several of a kind', () => {
    // Only whether a target is up is asked of all at once, by Prometheus itself; the Watchdog asks nothing.
    const everywhere = rules.filter(({ expr }) => !expr.includes(`"${service}"`));
    expect(everywhere.map(({ alert }) => alert)).toEqual(service === 'prometheus' ? ['Watchdog', 'TargetDown'] : []);
  });

  test('put a zero only where there are no labels by which it would be a series of its own', () => {
    expect(rules.filter(({ expr }) => /\bby ?\([^)]+\).*\bor vector\(/s.test(expr)).map(({ alert }) => alert)).toEqual([]);
  });

  const found = pathOf('promtool') !== undefined;
  test.skipIf(!found)(found ? 'are accepted by promtool' : 'promtool is not installed: expressions not checked', () => {
    const scratch = mkdtempSync(join(tmpdir(), 'rules-'));
    onTestFinished(() => rmSync(scratch, { recursive: true }));
    writeFileSync(join(scratch, 'alerts.yml'), text);
    const { status, stdout, stderr } = spawnSync('promtool', ['check', 'rules', join(scratch, 'alerts.yml')], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(`${rules.length} rules found`);
  });
});
