import { type ChildProcess, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { freePort, pathOf, startMariadb } from '@gitops/kit/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Sandbox, sandbox } from './testing/sandbox.ts';

const vars = { HOST: '127.0.0.1', PORT: await freePort(), SSL_MODE: 'DISABLED', DATABASE: 'nacos', USERNAME: 'app', MYSQL_PWD: 'a\'b"c' };

describe('with a stub of MySQL', () => {
  let box: Sandbox;
  beforeEach(() => {
    box = sandbox();
  });
  afterEach(() => box.remove());

  test('dumps in one transaction, with what the rights on one database allow', async () => {
    box.program('mysqldump', '#!/bin/sh\nprintf "%s\\n" "$@"\n');
    expect(await box.run('bash', 'dump-mysql.sh', vars)).toEqual({ code: 0, output: '' });
    const [file = ''] = readdirSync(box.work);
    const args = gunzipSync(readFileSync(join(box.work, file)))
      .toString()
      .trim()
      .split('\n');
    expect(args).toEqual(
      expect.arrayContaining(['--single-transaction', '--no-tablespaces', '--set-gtid-purged=OFF', '--ssl-mode=DISABLED', 'nacos']),
    );
    expect(args.join(' ')).not.toContain(vars.MYSQL_PWD);
  });

  test('a dump that breaks off leaves nothing that could be uploaded', async () => {
    box.program('mysqldump', '#!/bin/sh\necho "CREATE TABLE half"\nexit 2\n');
    expect((await box.run('bash', 'dump-mysql.sh', vars)).code).toBe(2);
    expect(readdirSync(box.work).filter((name) => name.endsWith('.sha256'))).toEqual([]);
  });
});

const found = ['mariadbd', 'mysqldump', 'mysql'].every((program) => pathOf(program));

// MariaDB's clients lack two of the options.
describe.skipIf(!found)(found ? 'with MariaDB' : 'MariaDB is not installed: dumps and restores not tried', () => {
  let box: Sandbox;
  let data = '';
  let server: ChildProcess | undefined;
  beforeAll(async () => {
    box = sandbox();
    for (const program of ['mysqldump', 'mysql']) box.program(program, withoutOptionsOfMysql(pathOf(program)));
    data = mkdtempSync(join(tmpdir(), 'backup-mysql-'));
    const user = `'app'@'127.0.0.1' IDENTIFIED BY 'a\\'b"c'`;
    const statements = ['CREATE DATABASE nacos;', `CREATE USER ${user};`, "GRANT ALL ON nacos.* TO 'app'@'127.0.0.1';"];
    server = startMariadb({ folder: data, port: vars.PORT, statements });
    await vi.waitFor(() => expect(sql('SELECT 1')).toBe('1'), { timeout: 20_000, interval: 200 });
  }, 60_000);
  afterAll(() => {
    server?.kill('SIGKILL');
    rmSync(data, { recursive: true });
    box.remove();
  });
  beforeEach(() => {
    box.empty();
    sql('DROP TABLE IF EXISTS kept, newer', 'CREATE TABLE kept (text TEXT)', "INSERT INTO kept VALUES ('before')");
  });

  test('comes back for its user; younger tables stay', async () => {
    sql('CREATE OR REPLACE PROCEDURE answer() SELECT 42');
    expect(await box.run('bash', 'dump-mysql.sh', vars)).toEqual({ code: 0, output: '' });
    const [FROM = ''] = readdirSync(box.work).filter((name) => name.endsWith('.sql.gz'));
    sql("UPDATE kept SET text = 'after'", 'CREATE TABLE newer (id INT)', 'DROP PROCEDURE answer');
    expect(await box.run('bash', 'load-mysql.sh', { ...vars, FROM })).toMatchObject({ code: 0 });
    expect(sql('SELECT text FROM kept')).toBe('before');
    expect(sql('CALL answer()')).toBe('42');
    expect(sql('SHOW TABLES')).toBe('kept\nnewer');
  });

  test('a wrong password fails, when dumping and when restoring', async () => {
    const wrong = { ...vars, MYSQL_PWD: 'wrong' };
    expect((await box.run('bash', 'dump-mysql.sh', wrong)).code).not.toBe(0);
    writeFileSync(join(box.work, 'any.sql.gz'), '');
    expect((await box.run('bash', 'load-mysql.sh', { ...wrong, FROM: 'any.sql.gz' })).code).not.toBe(0);
  });

  function sql(...statements: string[]): string {
    const connection = ['--host=127.0.0.1', `--port=${vars.PORT}`, '--user=app', '--database=nacos', '--skip-column-names', '--batch'];
    const command = [`MYSQL_PWD=${vars.MYSQL_PWD}`, pathOf('mysql') ?? '', ...connection, `--execute=${statements.join(';')}`];
    return spawnSync('env', command, { encoding: 'utf8' }).stdout.trim();
  }
});

function withoutOptionsOfMysql(program = ''): string {
  return `#!/bin/bash
args=()
for argument; do
  case $argument in
    --ssl-mode=* | --set-gtid-purged=*) ;;
    *) args+=("$argument") ;;
  esac
done
exec ${program} "\${args[@]}"
`;
}
