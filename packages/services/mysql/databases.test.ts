import { type ChildProcess, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, pathOf, startMariadb } from '@gitops/kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import databases from './databases.sh';

// MariaDB agrees with MySQL on every statement of the script.
const absent = pathOf('mariadbd') === undefined;
const exporter = ['--user=exporter'];
let port = '';
let folder = '';
let server: ChildProcess | undefined;

describe.skipIf(absent)('against MariaDB (skipped without apt-get install mariadb-server)', () => {
  beforeAll(async () => {
    port = String(await freePort());
    folder = mkdtempSync(join(tmpdir(), 'mysql-databases-'));
    writeFileSync(join(folder, 'databases.sh'), databases);
    const statements = ["CREATE USER root@'127.0.0.1' IDENTIFIED BY 'root';", "GRANT ALL ON *.* TO root@'127.0.0.1' WITH GRANT OPTION;"];
    server = startMariadb({ folder, port, statements });
  }, 60_000);
  afterAll(() => {
    server?.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  test('the user gets its database and, as often as the Job runs, the password that the Secret has now (V051)', () => {
    expect(run({ PASSWORD: 'first' })).toBe(0);
    expect(sql('first', 'CREATE TABLE kept (id INT)')).toBe(0);
    expect(run({ PASSWORD: 'second' })).toBe(0);
    expect(sql('first', 'SELECT * FROM kept')).not.toBe(0);
    expect(sql('second', 'SELECT * FROM kept')).toBe(0);
  }, 60_000);

  test('the exporter logs in over the network, sees no data, and follows the Secret too', () => {
    expect(run({ PASSWORD: 'p', EXPORTER_PASSWORD: 'first' })).toBe(0);
    expect(run({ PASSWORD: 'p', EXPORTER_PASSWORD: 'second' })).toBe(0);
    expect(sql('first', 'SHOW GLOBAL STATUS', exporter)).not.toBe(0);
    expect(sql('second', 'SHOW GLOBAL STATUS', exporter)).toBe(0);
    expect(sql('second', 'SELECT * FROM app_db.kept', exporter)).not.toBe(0);
  }, 60_000);

  test('a password may hold any character', () => {
    const password = 'a\'b"c\\d`e$(f) %g';
    expect(run({ PASSWORD: password })).toBe(0);
    expect(sql(password, 'SELECT 1')).toBe(0);
  }, 60_000);

  test('an underscore in the name opens no other database', () => {
    expect(run({ PASSWORD: 'p', DATABASE: 'of_x' })).toBe(0);
    expect(run({ PASSWORD: 'p', DATABASE: 'ofyx', USERNAME: 'other' })).toBe(0);
    expect(sql('p', 'CREATE TABLE ofyx.t (id INT)')).not.toBe(0);
  }, 60_000);

  test('a wrong password of root fails the Job instead of waiting for ever', () => {
    expect(run({ PASSWORD: 'p', MYSQL_PWD: 'wrong' })).not.toBe(0);
  }, 60_000);
});

function run(env: Record<string, string>): number | null {
  const own = { HOST: '127.0.0.1', MYSQL_TCP_PORT: port, MYSQL_PWD: 'root', DATABASE: 'app_db', USERNAME: 'app', EXPORTER_PASSWORD: 'e' };
  return spawnSync('sh', [join(folder, 'databases.sh')], { env: { PATH: '/usr/bin:/bin', HOME: folder, ...own, ...env }, timeout: 30_000 })
    .status;
}

/** As the user of the dependants in its database, unless somebody else is named. */
function sql(password: string, statement: string, who: readonly string[] = ['--user=app', 'app_db']): number | null {
  const args = ['--no-defaults', '--host=127.0.0.1', `--port=${port}`, ...who, `--execute=${statement}`];
  return spawnSync('mysql', args, { env: { PATH: '/usr/bin:/bin', MYSQL_PWD: password }, timeout: 30_000 }).status;
}
