import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@gitops/kit/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import heartbeatScript from './heartbeat.sh';
import migrateScript from './migrate.sh';

const python = spawnSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' });
const absent = python.status !== 0;
/** What the script uses of the client of Redis: a file with one value. */
const redisModule = `
import os
class Redis:
    def __init__(self, host, port, password, socket_timeout): assert (host, port, password) == ("redis", 6379, "hush")
    def get(self, key): assert key == "POSTHOG_HEARTBEAT"; return os.environ["BEAT"].encode() or None
`;
let folder = '';

describe.skipIf(absent)('the scripts (skipped without Python)', () => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'posthog-scripts-'));
    mkdirSync(join(folder, 'bin'));
    writeFileSync(join(folder, 'bin/python'), `#!/bin/sh\nexec ${python.stdout.trim()} "$@"\n`);
    chmodSync(join(folder, 'bin/python'), 0o755);
    writeFileSync(join(folder, 'redis.py'), redisModule);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test.each([
    ['ten seconds ago', -10, 0],
    ['two minutes ago', -120, 1],
  ])('a task done %s decides', (_, seconds, status) => {
    expect(beat(String(Math.floor(Date.now() / 1000) + seconds))).toBe(status);
  });

  test('a task that was never done is not well', () => {
    expect(beat('')).toBe(1);
  });

  test('a migration begins when every server listens, and its failure is the Job’s', async () => {
    const listening = createServer().listen(0, '127.0.0.1');
    await once(listening, 'listening');
    const address = listening.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    expect(migrate([port], ['sh', '-c', 'exit 7'])).toBe(7);
    listening.close();
  });

  test('a migration waits for a server that does not', async () => {
    const waiting = spawn('sh', ['-c', migrateScript, 'sh', 'true'], {
      env: { ...environment(), SERVERS: `127.0.0.1:${await freePort()}` },
    });
    const ended = once(waiting, 'exit').then(() => 'ended');
    const later = new Promise((resolve) => setTimeout(() => resolve('still waiting'), 1000));
    expect(await Promise.race([ended, later])).toBe('still waiting');
    waiting.kill('SIGKILL');
  });
});

function environment(): Record<string, string> {
  return { PATH: `${join(folder, 'bin')}:/usr/bin:/bin`, PYTHONPATH: folder };
}

function beat(value: string): number | null {
  const redis = { POSTHOG_REDIS_HOST: 'redis', POSTHOG_REDIS_PORT: '6379', POSTHOG_REDIS_PASSWORD: 'hush' };
  return spawnSync('sh', ['-c', heartbeatScript, 'sh', '60'], { env: { ...environment(), ...redis, BEAT: value } }).status;
}

function migrate(ports: readonly number[], command: readonly string[]): number | null {
  const servers = ports.map((port) => `127.0.0.1:${port}`).join(' ');
  return spawnSync('sh', ['-c', migrateScript, 'sh', ...command], { env: { ...environment(), SERVERS: servers }, timeout: 30_000 }).status;
}
