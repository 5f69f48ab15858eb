import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, find, freePort, pathOf } from '@gitops/kit/testing';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import alerts from './alerts.yml';
import dashboard from './dashboard.json' with { type: 'json' };
import { etcd } from './etcd.ts';

const found = pathOf('etcd') !== undefined;
const folder = mkdtempSync(join(tmpdir(), 'etcd-'));
let server: ChildProcess | undefined;
let client = 0;
let metrics = 0;

beforeAll(async () => {
  if (!found) return;
  const [clientPort = 0, metricsPort = 0, peerPort = 0] = await Promise.all([freePort(), freePort(), freePort()]);
  [client, metrics] = [clientPort, metricsPort];
  const config = rendered()
    .replaceAll(':2379', `:${client}`)
    .replaceAll(':2381', `:${metrics}`)
    .replaceAll(':2380', `:${peerPort}`)
    .replace('/etcd-data', folder);
  writeFileSync(join(folder, 'etcd.yml'), config);
  server = spawn('etcd', ['--config-file', join(folder, 'etcd.yml')], { stdio: 'ignore' });
  await vi.waitFor(async () => expect(await answer('health')).toContain('"true"'), { timeout: 20_000, interval: 200 });
}, 30_000);

afterAll(() => {
  server?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

const name = (what: string) => (found ? what : `etcd is not installed: not tried whether ${what}`);

test.skipIf(!found)(name('etcd takes the configuration, with the quota in it'), async () => {
  expect(await answer('metrics')).toContain('\netcd_server_quota_backend_bytes 4.294967296e+09\n');
});

test.skipIf(!found)(name('the port of the metrics leads to nothing else'), async () => {
  const status = async (port: number, path: string) => (await fetch(`http://127.0.0.1:${port}/${path}`)).status;
  expect(await status(client, 'version')).toBe(200);
  expect(await status(metrics, 'version')).toBe(404);
  expect(await status(metrics, 'v3/kv/range')).toBe(404);
});

test.skipIf(!found)(name('every metric that alerts and dashboard ask for exists'), async () => {
  const text = await answer('metrics');
  const asked = [...`${alerts}${JSON.stringify(dashboard)}`.matchAll(/\b(?:etcd|process)_\w+(?=\{)/g)].map(([metric]) => metric);
  expect(asked.length).toBeGreaterThan(10);
  expect([...new Set(asked)].filter((metric) => !text.includes(`\n${metric}`))).toEqual([]);
});

async function answer(path: string): Promise<string> {
  return (await fetch(`http://127.0.0.1:${metrics}/${path}`)).text();
}

function rendered(): string {
  const { data } = find(build(etcd).manifests, 'ConfigMap');
  return data['etcd.yml'] ?? '';
}
