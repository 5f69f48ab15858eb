import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fill } from '@gitops/kit';
import { pathOf } from '@gitops/kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import conf from './redis.conf';

const absent = pathOf('redis-server') === undefined;
const port = '63799';
let folder = '';
let server: ChildProcess | undefined;

describe.skipIf(absent)(`a real Redis${absent ? ' (skipped without apt-get install redis-server)' : ''}`, () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'redis-conf-'));
    const text = fill(conf, { maxmemory: 64, maxmemoryPolicy: 'allkeys-lru' });
    writeFileSync(join(folder, 'redis.conf'), text.replace('\ndir /data\n', `\ndir ${folder}\n`));
    await start();
  }, 30_000);
  afterAll(async () => {
    await stop('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  test('takes the settings of the file', () => {
    expect(cli('CONFIG', 'GET', 'maxmemory')).toBe(`maxmemory\n${64 * 2 ** 20}`);
    expect(cli('CONFIG', 'GET', 'maxmemory-policy')).toBe('maxmemory-policy\nallkeys-lru');
    expect(cli('CONFIG', 'GET', 'save')).toBe('save\n900 1 300 10 60 10000');
  });

  test('answers nobody without the password (V038)', () => {
    expect(run(['PING'], {})).toContain('NOAUTH');
    expect(cli('PING')).toBe('PONG');
  });

  test('has after a crash what it was told before (V024)', async () => {
    expect(cli('SET', 'kept', 'yes')).toBe('OK');
    // Longer than appendfsync everysec may take.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await stop('SIGKILL');
    await start();
    expect(cli('GET', 'kept')).toBe('yes');
  }, 30_000);

  test('writes a last snapshot when it is stopped: what a backup copies', async () => {
    await stop('SIGTERM');
    expect(existsSync(join(folder, 'dump.rdb'))).toBe(true);
    await start();
  }, 30_000);
});

/** As in the container, but for the place of the data. */
async function start(): Promise<void> {
  server = spawn('redis-server', [join(folder, 'redis.conf'), '--requirepass', 'p', '--port', port], { stdio: 'ignore' });
  for (let tries = 0; tries < 100; tries++) {
    if (cli('PING') === 'PONG') return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('Redis does not start');
}

async function stop(signal: NodeJS.Signals): Promise<void> {
  if (!server || server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server?.once('exit', resolve));
  server.kill(signal);
  await ended;
}

function cli(...args: string[]): string {
  return run(args, { REDISCLI_AUTH: 'p' });
}

function run(args: readonly string[], env: Record<string, string>): string {
  const { stdout } = spawnSync('redis-cli', ['-p', port, ...args], { encoding: 'utf8', env: { PATH: '/usr/bin:/bin', ...env } });
  return stdout.trim();
}
