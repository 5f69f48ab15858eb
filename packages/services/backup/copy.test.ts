import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, pathOf } from '@gitops/kit/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Sandbox, sandbox } from './testing/sandbox.ts';

const missing = (name: string) => `{"status":"success","first":"http://a/documents/${name}","second":"","diff":5}`;
const deleted = '{"status":"success","first":"","second":"http://b/documents/gone","diff":6}';

describe('comparing what mc mirror has done', () => {
  let box: Sandbox;
  beforeEach(() => {
    box = sandbox();
    // Always says that all went well; every comparison takes the next answer.
    box.program('mc', '#!/bin/bash\n[ "$1" = diff ] || exit 0\nread -r n < round; cat "answer$n"; echo $((n + 1)) > round\n');
    writeFileSync(join(box.work, 'round'), '1\n');
  });
  afterEach(() => box.remove());

  test.each([
    ['nothing differs', [], [], 0],
    ['objects that were deleted here are kept there', [deleted], [], 0],
    ['an object that was written meanwhile came with the second round', [missing('new')], [deleted], 0],
    ['others were written meanwhile, in both rounds', [missing('a')], [missing('b')], 0],
    ['an object was left out twice', [missing('a'), missing('b')], [deleted, missing('b')], 1],
  ])('%s', async (_, first, second, code) => {
    for (const [name, lines] of Object.entries({ answer1: first, answer2: second })) {
      writeFileSync(join(box.work, name), lines.map((line) => `${line}\n`).join(''));
    }
    const outcome = await box.run('bash', 'copy.sh', {}, 'target/documents', 'remote/documents');
    expect(outcome.code).toBe(code);
    expect(outcome.output).toBe(code === 0 ? '' : `1 objects were not copied, such as:\n${missing('b')}\n`);
  });
});

const found = ['minio', 'mc'].every((program) => pathOf(program, { prints: 'MinIO' }));

describe.skipIf(!found)(found ? 'with MinIO (V054)' : 'minio and mc are not installed: mirrors not tried', () => {
  let box: Sandbox;
  let server: ChildProcess | undefined;
  let address = '';
  beforeAll(async () => {
    box = sandbox();
    const [api, browser] = [await freePort(), await freePort()];
    address = `127.0.0.1:${api}`;
    const settings = ['MINIO_ROOT_USER=root', 'MINIO_ROOT_PASSWORD=root-password'];
    const args = ['server', join(box.folder, 'data'), '--address', address, '--console-address', `127.0.0.1:${browser}`];
    server = spawn('env', [...settings, 'minio', ...args], { stdio: 'ignore' });
    await vi.waitFor(async () => expect((await fetch(`http://${address}/minio/health/cluster`)).status).toBe(200), { timeout: 20_000 });
    mc('mb', 'target/documents', 'target/empty', 'target/elsewhere', 'target/refusing');
    mkdirSync(join(box.folder, 'files/deep'), { recursive: true });
    for (const name of ['a', 'deep/b']) writeFileSync(join(box.folder, 'files', name), name);
    mc('cp', '--recursive', `${box.folder}/files/`, 'target/documents/');
    const allowed = { Effect: 'Allow', Action: ['s3:ListBucket', 's3:GetObject', 's3:GetBucketLocation'], Resource: 'arn:aws:s3:::*' };
    writeFileSync(join(box.folder, 'readonly.json'), JSON.stringify({ Version: '2012-10-17', Statement: [allowed] }));
    mc('admin', 'user', 'add', 'target', 'reader', 'reader-password');
    mc('admin', 'policy', 'create', 'target', 'reads', join(box.folder, 'readonly.json'));
    mc('admin', 'policy', 'attach', 'target', 'reads', '--user', 'reader');
  }, 60_000);
  afterAll(() => {
    server?.kill('SIGKILL');
    box.remove();
  });
  beforeEach(() => box.empty());

  test('copies every bucket and leaves a list; then back what was lost', async () => {
    expect(await dump({ BUCKETS: 'target/documents target/empty' })).toMatchObject({ code: 0 });
    const [list = ''] = readdirSync(box.work).filter((name) => name.endsWith('.txt'));
    expect(list).toMatch(/^\d{8}T\d{6}Z\.txt$/);
    expect(readFileSync(join(box.work, list), 'utf8')).toContain('2 objects');
    expect(spawnSync('sha256sum', ['--check', `${list}.sha256`], { cwd: box.work }).status).toBe(0);

    mc('rm', 'target/documents/deep/b');
    expect(
      await box.run('bash', 'load-mirror.sh', { ...vars(), BUCKETS: 'target/empty target/documents', FROM: 'documents' }),
    ).toMatchObject({ code: 0 });
    expect(mc('cat', 'target/documents/deep/b')).toBe('deep/b');
  });

  test.each([
    ['refuses every object', () => `http://reader:reader-password@${address}`, 'remote/refusing'],
    ['has another password', () => `http://root:wrong-password@${address}`, 'remote/elsewhere'],
    ['does not answer', () => 'http://root:root-password@127.0.0.1:9', 'remote/elsewhere'],
    ['has no such bucket', () => `http://root:root-password@${address}`, 'remote/nowhere'],
  ])(
    'fails where the other store %s, whatever mc mirror says',
    async (_, url, bucket) => {
      const outcome = await dump({ BUCKETS: 'target/documents', MC_HOST_remote: url(), REMOTE: bucket });
      expect(outcome.code).not.toBe(0);
      expect(readdirSync(box.work).filter((name) => name.endsWith('.sha256'))).toEqual([]);
    },
    60_000,
  );

  test('fails where a bucket is missing here', async () => {
    expect((await dump({ BUCKETS: 'target/documents target/nowhere' })).code).not.toBe(0);
  });

  test('restores no bucket that is not mirrored', async () => {
    const outcome = await box.run('bash', 'load-mirror.sh', { ...vars(), BUCKETS: 'target/documents', FROM: 'empty' });
    expect(outcome).toMatchObject({ code: 1, output: expect.stringContaining('empty is none of the buckets that are mirrored') });
  });

  const vars = () => ({ MC_HOST_target: url(), MC_HOST_remote: url(), REMOTE: 'remote/elsewhere', BUCKETS: '' });
  const url = () => `http://root:root-password@${address}`;
  const dump = (own: Record<string, string>) => box.run('bash', 'dump-mirror.sh', { ...vars(), ...own });

  function mc(...args: string[]): string {
    const settings = [`MC_HOST_target=${url()}`, `MC_CONFIG_DIR=${box.folder}/mc`];
    return spawnSync('env', [...settings, 'mc', '--quiet', ...args], { encoding: 'utf8' }).stdout;
  }
});
