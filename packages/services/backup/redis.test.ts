import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, pathOf } from '@gitops/kit/testing';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { giveToolsOfAlpine, toolsOfAlpine } from './testing/alpine.ts';
import { type Sandbox, sandbox } from './testing/sandbox.ts';

const found = pathOf('redis-server') !== undefined;

describe.skipIf(!found)(found ? `with Redis and the ${toolsOfAlpine}` : 'Redis is not installed: snapshots and restores not tried', () => {
  let box: Sandbox;
  let server: ChildProcess;
  let vars = { HOST: '127.0.0.1', PORT: 0, TLS: '', REDISCLI_AUTH: 'pass word' };
  beforeEach(async () => {
    box = sandbox();
    giveToolsOfAlpine(box);
    vars = { ...vars, PORT: await freePort() };
    mkdirSync(join(box.folder, 'data'));
    server = await start();
  });
  afterEach(() => {
    server.kill('SIGKILL');
    box.remove();
  });

  test('comes back as it was, with the times that keys had left, and outlives a restart although there is an append only file (V053)', async () => {
    redis('set', 'text', 'before');
    redis('set', 'session', 'short', 'EX', '5000');
    redis('-n', '3', 'rpush', 'list', 'a', 'b');
    redis('xadd', 'stream', '1-1', 'field', 'value');
    redis('function', 'load', "#!lua name=lib\nredis.register_function('answer', function() return 42 end)");
    const FROM = await dump();
    redis('set', 'text', 'after');
    redis('set', 'newer', 'x');
    redis('-n', '3', 'del', 'list');

    expect(await box.run('sh', 'load-redis.sh', { ...vars, FROM })).toMatchObject({ code: 0 });
    await stopped();
    server = await start();
    expect(redis('get', 'text')).toBe('before');
    expect(redis('exists', 'newer')).toBe('0');
    expect(Number(redis('ttl', 'session'))).toBeGreaterThan(4900);
    expect(redis('-n', '3', 'lrange', 'list', '0', '-1')).toBe('a\nb');
    expect(redis('xrange', 'stream', '-', '+')).toBe('1-1\nfield\nvalue');
    expect(redis('fcall', 'answer', '0')).toBe('42');
  });

  test('an empty one comes back empty', async () => {
    const FROM = await dump();
    redis('set', 'newer', 'x');
    expect(await box.run('sh', 'load-redis.sh', { ...vars, FROM })).toMatchObject({ code: 0 });
    expect(redis('dbsize')).toBe('0');
  });

  test('what is damaged is noticed before anything is deleted', async () => {
    redis('set', 'text', 'before');
    writeFileSync(join(box.work, 'broken.rdb'), 'REDIS0010 and then nothing');
    expect((await box.run('sh', 'load-redis.sh', { ...vars, FROM: 'broken.rdb' })).code).not.toBe(0);
    expect(redis('get', 'text')).toBe('before');
  });

  test('a snapshot that does not fit fails the Job', async () => {
    redis('set', 'large', 'x'.repeat(100_000));
    const FROM = await dump();
    redis('config', 'set', 'maxmemory', '1mb');
    expect((await box.run('sh', 'load-redis.sh', { ...vars, FROM })).code).not.toBe(0);
  });

  test.each([
    ['a wrong password', { REDISCLI_AUTH: 'wrong' }],
    ['a server that does not answer', { PORT: 9 }],
  ])('%s fails, and leaves nothing that could be uploaded', async (_, wrong) => {
    expect((await box.run('sh', 'dump-redis.sh', { ...vars, ...wrong })).code).not.toBe(0);
    expect(readdirSync(box.work).filter((name) => name.endsWith('.sha256'))).toEqual([]);
  });

  async function start(): Promise<ChildProcess> {
    const data = ['--dir', join(box.folder, 'data'), '--appendonly', 'yes'];
    // It waits for more replicas otherwise.
    const settings = ['--port', String(vars.PORT), '--requirepass', vars.REDISCLI_AUTH, '--repl-diskless-sync-delay', '0'];
    const child = spawn('redis-server', [...settings, ...data], { stdio: 'ignore' });
    await vi.waitFor(() => expect(redis('ping')).toBe('PONG'), { timeout: 10_000 });
    return child;
  }

  async function stopped(): Promise<void> {
    server.kill('SIGTERM');
    await vi.waitFor(() => expect(server.exitCode).toBe(0), { timeout: 10_000 });
  }

  async function dump(): Promise<string> {
    expect(await box.run('sh', 'dump-redis.sh', vars)).toMatchObject({ code: 0 });
    const [file = ''] = readdirSync(box.work).filter((name) => name.endsWith('.rdb'));
    expect(spawnSync('sha256sum', ['--check', `${file}.sha256`], { cwd: box.work }).status).toBe(0);
    return file;
  }

  function redis(...args: string[]): string {
    const command = [`REDISCLI_AUTH=${vars.REDISCLI_AUTH}`, 'redis-cli', '-p', String(vars.PORT), ...args];
    return spawnSync('env', command, { encoding: 'utf8' }).stdout.trim();
  }
});
