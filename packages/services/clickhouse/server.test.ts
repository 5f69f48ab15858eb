import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fill, identify } from '@gitops/kit';
import { freePort, pathOf } from '@gitops/kit/testing';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { additionalFiles } from './additions.ts';
import serverXml from './server.xml';
import usersXml from './users.xml';

// Debian's is of 2018: it merges files and checks users as today's does, and passes over settings that it does not know.
const absent = pathOf('clickhouse-server') === undefined;
let address = '';
let nativePort = 0;
const password = 'hush"b\'c <&>$d';
const self = identify({ environment: 'test', namespace: 'test', component: 'clickhouse' });
let folder = '';
let server: ChildProcess | undefined;

describe.skipIf(absent)('the server itself (skipped without apt-get install clickhouse-server)', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'clickhouse-'));
    for (const name of ['config.d', 'users.d', 'data']) mkdirSync(join(folder, name));
    const [http = 0, native = 0, interserver = 0] = await Promise.all([freePort(), freePort(), freePort()]);
    nativePort = native;
    address = `http://127.0.0.1:${http}/`;
    write('config.xml', ownPlace(readFileSync('/etc/clickhouse-server/config.xml', 'utf8'), { http, native, interserver }));
    write('users.xml', readFileSync('/etc/clickhouse-server/users.xml', 'utf8'));
    write('config.d/zz-server.xml', oldRoot(fill(serverXml, { database: 'analytics', retentionDays: 90, metricsPort: 9363 })));
    write('users.d/zz-users.xml', oldRoot(fill(usersXml, { user: 'voice' })));
    const additions = { cluster: 'analytics', settings: { max_threads: '3' } };
    for (const { file, directory, text } of additionalFiles(self, additions, native)) write(`${directory}/zz-${file}`, oldRoot(text));
    const env = { PATH: '/usr/sbin:/usr/bin:/bin', CH_PASSWORD_SHA256: createHash('sha256').update(password).digest('hex') };
    server = spawn('clickhouse-server', [`--config-file=${folder}/config.xml`], { env });
    await vi.waitFor(async () => expect((await fetch(`${address}ping`)).ok).toBe(true), { timeout: 30_000, interval: 200 });
  }, 60_000);
  afterAll(() => {
    server?.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  test('has the database, and gives it to a client that names none', async () => {
    expect(await query('SELECT currentDatabase()')).toBe('analytics\n');
  });

  test('opens to the password, whatever it holds, and to nobody else', async () => {
    expect((await fetch(`${address}?query=SELECT+1`)).ok).toBe(false);
    expect((await fetch(`${address}?query=SELECT+1&user=voice&password=wrong`)).ok).toBe(false);
    expect(await query('SELECT 1')).toBe('1\n');
  });

  test('answers the client in its Pod, with the password that the container has (V042)', () => {
    const script = 'clickhouse-client --port "$PORT" --user voice --password "$CH_PASSWORD" --query "SELECT 1"';
    const env = { PATH: '/usr/bin:/bin', PORT: `${nativePort}`, CH_PASSWORD: password };
    expect(spawnSync('sh', ['-c', script], { encoding: 'utf8', env, timeout: 20_000 })).toMatchObject({ status: 0, stdout: '1\n' });
  });

  test('keeps no password beside the data', () => {
    expect(readFileSync(join(folder, 'data/preprocessed_configs/users.xml'), 'utf8')).not.toContain('hush');
  });

  test('is a cluster of its own, by itself', async () => {
    expect(await query("SELECT is_local FROM system.clusters WHERE cluster = 'analytics'")).toBe('1\n');
    expect(await query('SELECT macro, substitution FROM system.macros ORDER BY macro')).toBe('replica\tclickhouse-0\nshard\t01\n');
    await query('CREATE TABLE once (n UInt8) ENGINE = MergeTree ORDER BY n');
    await query('CREATE TABLE everywhere AS once ENGINE = Distributed(analytics, analytics, once)');
    await query('INSERT INTO everywhere VALUES (7)');
    await vi.waitFor(async () => expect(await query('SELECT n FROM everywhere')).toBe('7\n'));
  });

  test('has the settings of its user', async () => {
    expect(await query("SELECT value FROM system.settings WHERE name = 'max_threads'")).toBe('3\n');
  });

  test('compresses with zstd', async () => {
    await query('CREATE TABLE t (d Date, s String) ENGINE = MergeTree ORDER BY d');
    await query('INSERT INTO t SELECT today(), toString(number) FROM numbers(10000)');
    const column = spawnSync('sh', ['-c', `cat ${folder}/data/data/analytics/t/*/s.bin`]).stdout;
    // A block is a checksum of 16 bytes, the method, two sizes of 4 bytes, and what zstd begins with.
    expect(column.subarray(25, 29).toString('hex')).toBe('28b52ffd');
  });
});

async function query(sql: string): Promise<string> {
  const headers = { 'X-ClickHouse-User': 'voice', 'X-ClickHouse-Key': password };
  return await (await fetch(address, { method: 'POST', headers, body: sql })).text();
}

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

/** Away from the places and ports that a server of the machine would take. */
function ownPlace(config: string, ports: { http: number; native: number; interserver: number }): string {
  return config
    .replaceAll('/var/lib/clickhouse/', `${folder}/data/`)
    .replace('<http_port>8123<', `<http_port>${ports.http}<`)
    .replace('<tcp_port>9000<', `<tcp_port>${ports.native}<`)
    .replace('<interserver_http_port>9009<', `<interserver_http_port>${ports.interserver}<`)
    .replace('<listen_host>::1</listen_host>', '');
}

function oldRoot(xml: string): string {
  return xml.replaceAll('clickhouse>', 'yandex>');
}
