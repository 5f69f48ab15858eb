import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Store, stores } from './testing/store.ts';

const backup = '20260131T011000Z.sql.gz';

describe.each(stores)('a directory as the store, with $client', ({ open, found }) => {
  let store: Store;
  beforeEach(() => {
    store = open();
  });
  afterEach(() => store.box.remove());

  describe.skipIf(!found)('upload', () => {
    test('brings backup and checksum', async () => {
      store.dump(backup, 'data');
      expect(await store.upload()).toMatchObject({ code: 0 });
      expect(kept()).toEqual([backup, `${backup}.sha256`]);
      expect(readFileSync(join(store.folder, 'postgres', backup), 'utf8')).toBe('data');
    });

    test('takes nothing that differs from what the dump left', async () => {
      store.dump(backup, 'data');
      writeFileSync(join(store.box.work, backup), 'dat');
      expect((await store.upload()).code).not.toBe(0);
      expect(kept()).toEqual([]);
    });

    test('takes nothing where there is no checksum: the dump did not get that far', async () => {
      writeFileSync(join(store.box.work, backup), 'data');
      expect((await store.upload()).code).not.toBe(0);
      expect(kept()).toEqual([]);
    });

    test('has failed where the store reads differently: there is no checksum then, and nothing is deleted', async () => {
      old('20260101T011000Z.sql.gz', 8);
      store.dump(backup, 'data');
      store.box.program('sha256sum', '#!/bin/bash\n[ "$1" = --check ] && exit\ncat > /dev/null\necho otherwise\n');
      const outcome = await store.upload();
      expect(outcome).toMatchObject({ code: 1, output: expect.stringContaining('reads differently') });
      expect(kept()).toEqual(['20260101T011000Z.sql.gz', backup]);
    });

    test('deletes what is too old once the new backup has arrived', async () => {
      old('20260101T011000Z.sql.gz', 8);
      old('20260125T011000Z.sql.gz', 6);
      store.dump(backup, 'data');
      expect(await store.upload()).toMatchObject({ code: 0 });
      expect(kept()).toEqual(['20260125T011000Z.sql.gz', backup, `${backup}.sha256`]);
    });
  });

  describe.skipIf(!found)('restore', () => {
    const run = (script: string, vars: Record<string, string> = {}) =>
      store.box.run('bash', script, { TARGET: store.folder, SOURCE: 'postgres', FROM: backup, ...vars });

    test('fetches a backup once: rendered anew, the Job does nothing', async () => {
      await uploaded('data');
      expect(await run('fetch.sh')).toMatchObject({ code: 0 });
      expect(readFileSync(join(store.box.work, backup), 'utf8')).toBe('data');
      expect(await run('mark.sh')).toMatchObject({ code: 0 });
      store.box.empty();
      expect((await run('fetch.sh')).output).toContain(`${backup} was restored before`);
      expect(readdirSync(store.box.work)).toEqual(['restored']);
      for (const source of ['postgres', 'redis', 'mysql', 'nacos', 'mirror']) {
        expect(await store.box.run('bash', `load-${source}.sh`, {})).toEqual({ code: 0, output: '' });
      }
    });

    test('refuses what is damaged, and what has no checksum', async () => {
      await uploaded('data');
      writeFileSync(join(store.folder, 'postgres', backup), 'dato');
      expect((await run('fetch.sh')).code).not.toBe(0);
      old('20260101T011000Z.sql.gz', 1);
      expect((await run('fetch.sh', { FROM: '20260101T011000Z.sql.gz' })).code).not.toBe(0);
    });

    test('a store that does not answer is no reason to restore again', async () => {
      expect((await run('fetch.sh', { SOURCE: 'mirror', TARGET: join(store.box.folder, 'away') })).code).not.toBe(0);
    });

    test('of a mirror fetches nothing, but happens once, too', async () => {
      const mirror = { SOURCE: 'mirror', FROM: 'documents' };
      expect(await run('fetch.sh', mirror)).toMatchObject({ code: 0 });
      expect(readdirSync(store.box.work)).toEqual([]);
      await run('mark.sh', mirror);
      await run('fetch.sh', mirror);
      expect(readdirSync(store.box.work)).toEqual(['restored']);
    });
  });

  const kept = () => readdirSync(join(store.folder, 'postgres')).sort();

  async function uploaded(text: string): Promise<void> {
    store.dump(backup, text);
    await store.upload();
    store.box.empty();
  }

  function old(name: string, days: number): void {
    const file = join(store.folder, 'postgres', name);
    const then = Date.now() / 1000 - days * 86_400;
    writeFileSync(file, 'old');
    utimesSync(file, then, then);
  }
});
