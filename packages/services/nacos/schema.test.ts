import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, pathOf, startMariadb } from '@gitops/kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import schema from './schema.sh';

// MySQL's client knows two options that MariaDB's does not.
const absent = pathOf('mariadbd') === undefined;
const client = `#!/bin/sh
for argument; do
  shift
  case "$argument" in --ssl-mode=* | --get-server-public-key) ;; *) set -- "$@" "$argument" ;; esac
done
exec /usr/bin/mysql --no-defaults "$@"
`;
// As in the image: no IF NOT EXISTS, except where somebody thought of it.
const old =
  'CREATE TABLE `config_info` (\n  `id` bigint(20) NOT NULL,\n  PRIMARY KEY (`id`)\n);\nCREATE TABLE `users` (`username` varchar(50));\n';
const young = `${old}CREATE TABLE IF NOT EXISTS \`config_info_gray\` (\`id\` bigint);\n`;
let port = '';
let folder = '';
let server: ChildProcess | undefined;

describe.skipIf(absent)('against MariaDB (skipped without apt-get install mariadb-server)', () => {
  beforeAll(async () => {
    port = String(await freePort());
    folder = mkdtempSync(join(tmpdir(), 'nacos-schema-'));
    mkdirSync(join(folder, 'bin'));
    writeFileSync(join(folder, 'schema.sh'), schema.replaceAll('/tmp/schema.sql', '"$FOLDER/$$.sql"'));
    writeFileSync(join(folder, 'old.sql'), old);
    writeFileSync(join(folder, 'young.sql'), young);
    writeFileSync(join(folder, 'bin/mysql'), client);
    chmodSync(join(folder, 'bin/mysql'), 0o755);
    const statements = [
      "CREATE USER nacos@'127.0.0.1' IDENTIFIED BY 'n';",
      'CREATE DATABASE nacos;',
      "GRANT ALL ON nacos.* TO nacos@'127.0.0.1';",
    ];
    server = startMariadb({ folder, port, statements });
  }, 60_000);
  afterAll(() => {
    server?.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  test('three nodes that start together all find the tables', async () => {
    expect(await Promise.all([run('old.sql'), run('old.sql'), run('old.sql')])).toEqual([0, 0, 0]);
    expect(tables()).toEqual(['config_info', 'users']);
  }, 60_000);

  test('what is there is kept, and what a newer Nacos or an interrupted start left open is added', async () => {
    sql('INSERT INTO config_info VALUES (7); DROP TABLE users');
    expect(await run('young.sql')).toBe(0);
    expect(tables()).toEqual(['config_info', 'config_info_gray', 'users']);
    expect(sql('SELECT id FROM config_info')).toBe('7\n');
  }, 60_000);

  test('an image without a schema, or a wrong password, stops the start', async () => {
    expect(await run('missing.sql')).not.toBe(0);
    expect(await run('old.sql', { MYSQL_PWD: 'wrong' })).not.toBe(0);
  }, 60_000);
});

function run(file: string, env: Record<string, string> = {}): Promise<number | null> {
  const own = { HOST: '127.0.0.1', PORT: port, SSL_MODE: 'DISABLED', DATABASE: 'nacos', USERNAME: 'nacos', MYSQL_PWD: 'n', FOLDER: folder };
  const path = `${folder}/bin:/usr/bin:/bin`;
  const child = spawn('sh', [join(folder, 'schema.sh'), join(folder, file)], { env: { PATH: path, ...own, ...env }, timeout: 30_000 });
  return new Promise((resolve) => child.on('close', resolve));
}

function sql(statement: string): string {
  const args = ['--no-defaults', '--host=127.0.0.1', `--port=${port}`, '--user=nacos', '--batch', '--skip-column-names', 'nacos'];
  return spawnSync('mysql', [...args, `--execute=${statement}`], { env: { PATH: '/usr/bin:/bin', MYSQL_PWD: 'n' }, encoding: 'utf8' })
    .stdout;
}

function tables(): string[] {
  return sql('SHOW TABLES').trim().split('\n');
}
