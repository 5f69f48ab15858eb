import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, find, freePort, pathOf } from '@gitops/kit/testing';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import alerts from './alerts.yml';
import bucketsScript from './buckets.sh';
import { bucketList } from './buckets.ts';
import dashboard from './dashboard.json' with { type: 'json' };
import { minio } from './minio.ts';
import { userFiles } from './users.ts';

// Midnight Commander is called mc too.
const found = ['minio', 'mc'].every((program) => pathOf(program, { prints: 'MinIO' }));
const name = (what: string) => (found ? what : `minio and mc are not installed: not tried whether ${what}`);
const folder = mkdtempSync(join(tmpdir(), 'minio-'));
const config = `MC_CONFIG_DIR=${join(folder, 'mc')}`;
let server: ChildProcess | undefined;
let url = '';

beforeAll(async () => {
  if (!found) return;
  const [api, browser] = await Promise.all([freePort(), freePort()]);
  url = `http://127.0.0.1:${api}`;
  mkdirSync(join(folder, 'data', 'lost+found'), { recursive: true });
  const places: Record<string, string> = { '/data': join(folder, 'data'), ':9000': `127.0.0.1:${api}`, ':9001': `127.0.0.1:${browser}` };
  const { args, env } = container();
  const settings = env.map((each) => `${each.name}=${each.value ?? 'root-password'}`);
  server = spawn('env', [...settings, 'minio', ...args.map((argument) => places[argument] ?? argument)], { stdio: 'ignore' });
  await vi.waitFor(async () => expect(await status('minio/health/cluster')).toBe(200), { timeout: 20_000, interval: 200 });
  expect(
    setUp([{ name: 'documents' }, { name: 'backups', owner: 'backup', versioning: true }, { name: 'downloads', access: 'download' }]),
  ).toBe(0);
}, 60_000);

afterAll(() => {
  server?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

test.skipIf(!found)(name('buckets are private unless asked'), async () => {
  expect(await status('documents')).toBe(403);
  expect(await status('downloads')).toBe(200);
});

test.skipIf(!found)(name('the list decides again when the Job runs again, and nothing is deleted'), async () => {
  expect(versioning('backups')).toContain('is enabled');
  expect(versioning('documents')).toContain('is un-versioned');
  expect(setUp([{ name: 'backups' }, { name: 'downloads' }], 'another-password')).toBe(0);
  expect(versioning('backups')).toContain('is suspended');
  expect(await status('downloads')).toBe(403);
  expect(mc('ls', 'minio/documents').status).toBe(0);
});

test.skipIf(!found)(name('the user of the dependants makes buckets, but no users'), () => {
  expect(mc('alias', 'set', 'app', url, 'app', 'another-password').status).toBe(0);
  expect(mc('mb', 'app/kb-images').status).toBe(0);
  expect(mc('admin', 'user', 'list', 'app').status).not.toBe(0);
});

test.skipIf(!found)(name('a bucket with an owner is closed to the dependants, also to those who could once use everything'), () => {
  mc('admin', 'policy', 'attach', 'minio', 'readwrite', '--user', 'app');
  expect(setUp([{ name: 'backups', owner: 'backup' }])).toBe(0);
  mc('alias', 'set', 'app', url, 'app', 'app-password');
  writeFileSync(join(folder, 'dump'), 'data');
  expect(mc('cp', join(folder, 'dump'), 'app/documents/dump').status).toBe(0);
  expect(mc('cp', join(folder, 'dump'), 'minio/backups/dump').status).toBe(0);
  expect(mc('ls', 'app/backups').status).not.toBe(0);
  expect(mc('cat', 'app/backups/dump').status).not.toBe(0);
  expect(mc('cp', join(folder, 'dump'), 'app/backups/other').status).not.toBe(0);
  expect(mc('rm', 'app/backups/dump').status).not.toBe(0);
  expect(mc('rb', '--force', 'app/backups').status).not.toBe(0);
  expect(mc('cat', 'minio/backups/dump').stdout).toBe('data');
});

test.skipIf(!found)(name('its owner writes, reads, lists and deletes objects there, and gets no further'), () => {
  expect(setUp([{ name: 'backups', owner: 'backup' }])).toBe(0);
  expect(mc('alias', 'set', 'backup', url, 'backup', 'backup-password').status).toBe(0);
  writeFileSync(join(folder, 'dump'), 'data');
  expect(mc('cp', join(folder, 'dump'), 'backup/backups/postgres/dump').status).toBe(0);
  expect(mc('cat', 'backup/backups/postgres/dump').stdout).toBe('data');
  expect(mc('ls', 'backup/backups/postgres/').stdout).toContain('dump');
  expect(mc('rm', '--recursive', '--force', '--older-than', '0s', 'backup/backups/postgres/').status).toBe(0);
  expect(mc('ls', 'minio/backups/postgres/').stdout).toBe('');
  expect(mc('ls', 'backup/documents').status).not.toBe(0);
  expect(mc('rb', '--force', 'backup/backups').status).not.toBe(0);
  expect(mc('mb', 'backup/mine').status).not.toBe(0);
});

test.skipIf(!found)(name('a wrong password is an error and nothing to wait for'), () => {
  expect(setUp([], 'app-password', 'wrong-password')).toBe(1);
});

test.skipIf(!found)(name('every metric that alerts and dashboard ask for exists'), async () => {
  const text = await (await fetch(`${url}/${build(minio).metrics[0]?.path?.slice(1)}`)).text();
  const asked = [...`${alerts}${JSON.stringify(dashboard)}`.matchAll(/\bminio_\w+(?=\{)/g)].map(([metric]) => metric);
  expect(asked.length).toBeGreaterThan(10);
  // Served once there was an error, and once the scanner has been around.
  const later = ['minio_s3_requests_5xx_errors_total', 'minio_cluster_usage_total_bytes'];
  expect([...new Set(asked)].filter((metric) => !text.includes(`\n${metric}{`) && !later.includes(metric))).toEqual([]);
});

/** Runs the script of the Job and returns how it ended. */
function setUp(buckets: readonly object[], secretKey = 'app-password', rootPassword = 'root-password'): number | null {
  const defaults = { name: '', versioning: false, access: 'private' as const };
  const list = buckets.map((bucket) => ({ ...defaults, ...bucket }));
  const files = { 'buckets.sh': bucketsScript, 'buckets.txt': bucketList(list), ...userFiles(list) };
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  const users = ['USER_0=app', `PASSWORD_0=${secretKey}`, 'USER_1=backup', 'PASSWORD_1=backup-password'];
  const settings = [`URL=${url}`, 'ROOT_USER=root', `ROOT_PASSWORD=${rootPassword}`, ...users];
  return spawnSync('env', [config, ...settings, 'sh', join(folder, 'buckets.sh'), folder], { timeout: 30_000 }).status;
}

function versioning(bucket: string): string {
  return mc('version', 'info', `minio/${bucket}`).stdout;
}

function mc(...args: string[]) {
  return spawnSync('env', [config, 'mc', ...args], { encoding: 'utf8' });
}

async function status(path: string): Promise<number> {
  return (await fetch(`${url}/${path}`)).status;
}

function container() {
  const { spec } = find(build(minio).manifests, 'StatefulSet') as {
    spec: { template: { spec: { containers: { args: string[]; env: { name: string; value?: string }[] }[] } } };
  };
  return spec.template.spec.containers[0] ?? { args: [], env: [] };
}
