import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { freePort, pathOf } from '@gitops/kit/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Sandbox, sandbox } from './testing/sandbox.ts';

const found = ['initdb', 'postgres', 'pg_dumpall', 'psql'].every((program) => pathOf(program));
const superuser = {
  PGHOST: '127.0.0.1',
  PGPORT: await freePort(),
  PGSSLMODE: 'disable',
  PGUSER: 'postgres',
  PGPASSWORD: '',
  PGDATABASE: 'postgres',
};
const owner = { ...superuser, PGUSER: 'app', PGPASSWORD: 'first', PGDATABASE: 'identity' };
// Rows that look like what the restore changes in a dump.
const lookalikes = ['CREATE ROLE evil;', '\\connect younger', '-- Database "younger" dump'];

describe.skipIf(!found)(found ? 'with PostgreSQL' : 'PostgreSQL is not installed: dumps and restores not tried', () => {
  let box: Sandbox;
  let server: ChildProcess | undefined;
  let data = '';
  beforeAll(async () => {
    box = sandbox();
    data = mkdtempSync(join(tmpdir(), 'backup-postgres-'));
    // PostgreSQL does not run as root.
    const isRoot = spawnSync('id', ['-u'], { encoding: 'utf8' }).stdout.trim() === '0';
    const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', isRoot ? [flag, 'postgres'] : [flag], { encoding: 'utf8' })));
    execFileSync('chown', [`${uid}:${gid}`, data]);
    const as = { uid, gid, cwd: data, stdio: 'ignore' as const };
    spawnSync('initdb', ['--pgdata', data, '--username', 'postgres', '--auth', 'trust', '--no-sync'], as);
    writeFileSync(join(data, 'pg_hba.conf'), 'host all postgres all trust\nhost all all all scram-sha-256\n');
    const settings = [`port=${superuser.PGPORT}`, 'unix_socket_directories=', 'fsync=off', 'shared_buffers=16MB'];
    server = spawn('postgres', ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], as);
    await vi.waitFor(() => expect(spawnSync('pg_isready', ['-h', '127.0.0.1', '-p', String(superuser.PGPORT)]).status).toBe(0), {
      timeout: 20_000,
    });
  }, 60_000);
  afterAll(() => {
    server?.kill('SIGKILL');
    rmSync(data, { recursive: true });
    box.remove();
  });
  beforeEach(() => {
    box.empty();
    for (const database of ['identity', 'knowledge', 'younger', 'odd name']) sql(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`);
    sql('DROP ROLE IF EXISTS app', "CREATE ROLE app LOGIN PASSWORD 'first'");
    for (const database of ['identity', 'knowledge']) sql(`CREATE DATABASE ${database} OWNER app`);
    // What the builder's Job adds beside them.
    sql(
      'DROP ROLE IF EXISTS exporter',
      'CREATE ROLE exporter LOGIN',
      'GRANT pg_monitor TO exporter',
      'CREATE EXTENSION IF NOT EXISTS pg_stat_statements',
    );
    sqlAs(owner, 'CREATE TABLE kept (text text)', ...lookalikes.map((text) => `INSERT INTO kept VALUES ('${text}')`));
  });

  describe('the whole server', () => {
    const vars = { ...superuser, SCOPE: 'server' };

    test('comes back as it was: databases that exist, connections that are open, roles that stay (V052)', async () => {
      const FROM = await dump(vars);
      sqlAs(owner, 'DROP TABLE kept', 'CREATE TABLE newer ()');
      sql('DROP DATABASE knowledge', 'CREATE DATABASE younger', "ALTER ROLE app PASSWORD 'rotated'");
      const client = spawn('env', [...settingsOf({ ...owner, PGPASSWORD: 'rotated' }), 'psql', '-c', 'SELECT pg_sleep(600)']);
      await vi.waitFor(() => expect(sql("SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%sleep%' AND usename = 'app'")).toBe('1'));

      expect(await box.run('bash', 'load-postgres.sh', { ...vars, FROM })).toMatchObject({ code: 0 });
      await vi.waitFor(() => expect(client.exitCode).not.toBeNull());
      // With the password that the Secret has by now.
      const rotated = { ...owner, PGPASSWORD: 'rotated' };
      expect(sqlAs(rotated, 'SELECT text FROM kept')).toBe(lookalikes.join('\n'));
      expect(sqlAs(rotated, "SELECT to_regclass('newer') IS NULL")).toBe('t');
      expect(sql("SELECT string_agg(datname, ' ' ORDER BY datname) FROM pg_database WHERE NOT datistemplate")).toBe(
        'identity knowledge postgres younger',
      );
      expect(sql("SELECT count(*) FROM pg_roles WHERE rolname = 'evil'")).toBe('0');
    });

    test('comes back to a server that has nothing', async () => {
      const FROM = await dump(vars);
      sql('DROP DATABASE identity', 'DROP DATABASE knowledge', 'DROP ROLE app');
      expect(await box.run('bash', 'load-postgres.sh', { ...vars, FROM })).toMatchObject({ code: 0 });
      expect(sqlAs({ ...superuser, PGDATABASE: 'identity' }, 'SELECT count(*) FROM kept')).toBe('3');
      expect(sql("SELECT datdba::regrole FROM pg_database WHERE datname = 'identity'")).toBe('app');
    });

    test('has no passwords in its backup', async () => {
      expect(text(await dump(vars))).not.toMatch(/PASSWORD|SCRAM/);
    });

    test('stays closed to applications after a restore that failed, and is open after one that did not', async () => {
      const FROM = await dump(vars);
      writeFileSync(
        join(box.work, 'broken.sql.gz'),
        gzipSync(text(FROM).replace('-- PostgreSQL database cluster dump complete', 'SELECT 1/0;')),
      );
      expect((await box.run('bash', 'load-postgres.sh', { ...vars, FROM: 'broken.sql.gz' })).code).not.toBe(0);
      expect(sqlAs(owner, 'SELECT 1')).toBe('');
      expect(await box.run('bash', 'load-postgres.sh', { ...vars, FROM })).toMatchObject({ code: 0 });
      expect(sqlAs(owner, 'SELECT 1')).toBe('1');
    });

    test('is not backed up by somebody who may not read all of it', async () => {
      sqlAs({ ...superuser, PGDATABASE: 'knowledge' }, 'CREATE TABLE hidden ()');
      expect((await box.run('bash', 'dump-postgres.sh', { ...owner, SCOPE: 'server' })).code).not.toBe(0);
      expect(readdirSync(box.work).filter((name) => name.endsWith('.sha256'))).toEqual([]);
    });
  });

  describe('one database', () => {
    const vars = { ...owner, SCOPE: 'database' };

    test('comes back for its owner, who may not create extensions', async () => {
      sqlAs({ ...superuser, PGDATABASE: 'identity' }, 'CREATE EXTENSION pg_stat_statements');
      const FROM = await dump(vars);
      sqlAs(owner, 'DELETE FROM kept', 'CREATE TABLE newer ()');
      expect(await box.run('bash', 'load-postgres.sh', { ...vars, FROM })).toMatchObject({ code: 0 });
      expect(sqlAs(owner, 'SELECT text FROM kept')).toBe(lookalikes.join('\n'));
      expect(sqlAs(owner, "SELECT to_regclass('newer') IS NOT NULL")).toBe('t');
    });

    test('changes as a whole or not at all', async () => {
      const FROM = await dump(vars);
      sqlAs(owner, "INSERT INTO kept VALUES ('newest')");
      writeFileSync(join(box.work, 'broken.sql.gz'), gzipSync(text(FROM).replace('-- PostgreSQL database dump complete', 'SELECT 1/0;')));
      expect((await box.run('bash', 'load-postgres.sh', { ...vars, FROM: 'broken.sql.gz' })).code).not.toBe(0);
      expect(sqlAs(owner, 'SELECT count(*) FROM kept')).toBe('4');
    });

    test('is not replaced by a backup of the whole server, nor the other way round', async () => {
      const whole = await dump({ ...superuser, SCOPE: 'server' });
      expect((await box.run('bash', 'load-postgres.sh', { ...vars, FROM: whole })).output).toContain('is no PostgreSQL database dump');
      box.empty();
      const FROM = await dump(vars);
      const outcome = await box.run('bash', 'load-postgres.sh', { ...superuser, SCOPE: 'server', FROM });
      expect(outcome).toMatchObject({ code: 1, output: expect.stringContaining('is no PostgreSQL database cluster dump') });
    });

    test('a wrong password fails, and leaves nothing that could be uploaded', async () => {
      expect((await box.run('bash', 'dump-postgres.sh', { ...vars, PGPASSWORD: 'wrong' })).code).not.toBe(0);
      expect(readdirSync(box.work).filter((name) => name.endsWith('.sha256'))).toEqual([]);
    });

    test('a damaged backup fails', async () => {
      const FROM = await dump(vars);
      appendFileSync(join(box.work, FROM), 'garbage that is no gzip');
      expect((await box.run('bash', 'load-postgres.sh', { ...vars, FROM })).code).not.toBe(0);
    });
  });

  /** Returns the name of the backup. */
  async function dump(vars: Record<string, string | number>): Promise<string> {
    expect(await box.run('bash', 'dump-postgres.sh', vars)).toEqual({ code: 0, output: '' });
    const [file = ''] = readdirSync(box.work).filter((name) => name.endsWith('.sql.gz'));
    expect(spawnSync('sha256sum', ['--check', `${file}.sha256`], { cwd: box.work }).status).toBe(0);
    return file;
  }

  const text = (file: string) => gunzipSync(readFileSync(join(box.work, file))).toString();
  const sql = (...statements: string[]) => sqlAs(superuser, ...statements);

  function sqlAs(vars: Record<string, string | number>, ...statements: string[]): string {
    const commands = statements.flatMap((statement) => ['--command', statement]);
    return spawnSync('env', [...settingsOf(vars), 'psql', '-X', '-qAt', ...commands], { encoding: 'utf8' }).stdout.trim();
  }
});

function settingsOf(vars: Record<string, string | number>): string[] {
  return Object.entries(vars).map(([name, value]) => `${name}=${value}`);
}
