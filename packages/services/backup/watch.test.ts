import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathOf } from '@gitops/kit/testing';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Store, stores } from './testing/store.ts';

const promtool = pathOf('promtool');

describe.each(stores)('a directory as the store, with $client', ({ open, found }) => {
  let store: Store;
  let watching: ChildProcess | undefined;
  beforeEach(() => {
    store = open();
  });
  afterEach(() => {
    watching?.kill('SIGKILL');
    store.box.remove();
  });

  test.skipIf(!found)('tells time and size of the newest complete backup', async () => {
    for (const [name, text] of Object.entries({ '20260131T011000Z.sql.gz': 'data', '20260129T011000Z.sql.gz': 'older data' })) {
      store.dump(name, text);
      await store.upload();
      store.box.empty();
    }
    writeFileSync(join(store.folder, 'postgres', '20260201T011000Z.sql.gz'), 'has no checksum yet');
    writeFileSync(join(store.folder, 'postgres', 'note.txt'), 'of somebody');
    const metrics = await watch('postgres=26 redis=50');
    expect(metrics).toMatchObject({
      'backup_last_success_timestamp_seconds{source="postgres"}': Date.UTC(2026, 0, 31, 1, 10) / 1000,
      'backup_last_success_timestamp_seconds{source="redis"}': 0,
      'backup_last_size_bytes{source="postgres"}': 4,
      'backup_kept{source="postgres"}': 2,
      'backup_kept{source="redis"}': 0,
      'backup_overdue_after_seconds{source="postgres"}': 26 * 3600,
      'backup_overdue_after_seconds{source="redis"}': 50 * 3600,
    });
    expect(Math.abs((metrics.backup_target_read_timestamp_seconds ?? 0) - Date.now() / 1000)).toBeLessThan(60);
  });

  test.skipIf(!found)('ends when it is asked to, and does not make its Pod wait', async () => {
    await watch('postgres=26');
    watching?.kill('SIGTERM');
    await vi.waitFor(() => expect(watching?.exitCode).toBe(0));
  });

  test.skipIf(!found || !promtool)(
    promtool ? 'promtool accepts the metrics' : 'promtool is not installed: metrics not checked',
    async () => {
      await watch('postgres=26 mirror=26');
      const input = readFileSync(join(store.box.work, 'metrics.txt'));
      expect(spawnSync('promtool', ['check', 'metrics'], { input, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
    },
  );

  test.skipIf(!found)('a store that can not be read leaves what was last known, with its age', async () => {
    // An alias that mc does not know; a directory would be made.
    watching = spawn(
      ...store.box.command('bash', 'watch.sh', { TARGET: 'unknown/backups', SOURCES: 'redis=26', MC_HOST_unknown: 'http://127.0.0.1:9' }),
    );
    let log = '';
    for (const stream of [watching.stdout, watching.stderr]) stream?.on('data', (text) => (log += text));
    await vi.waitFor(() => expect(log).toContain('no list of unknown/backups/redis'), { timeout: 10_000 });
    expect(metricsOf(store)).toEqual({
      'backup_overdue_after_seconds{source="redis"}': 26 * 3600,
      backup_target_read_timestamp_seconds: 0,
    });
    expect(watching.exitCode).toBeNull();
  });

  async function watch(SOURCES: string): Promise<Record<string, number>> {
    watching = spawn(...store.box.command('bash', 'watch.sh', { TARGET: store.folder, SOURCES }));
    await vi.waitFor(() => expect(metricsOf(store).backup_target_read_timestamp_seconds).toBeGreaterThan(0), { timeout: 10_000 });
    return metricsOf(store);
  }
});

function metricsOf({ box }: Store): Record<string, number> {
  const lines = readFileSync(join(box.work, 'metrics.txt'), 'utf8').trim().split('\n');
  const samples = lines.filter((line) => !line.startsWith('#')).map((line) => line.split(' '));
  return Object.fromEntries(samples.map(([name, value]) => [name, Number(value)]));
}
