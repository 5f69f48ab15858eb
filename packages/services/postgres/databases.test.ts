import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fill } from '@gitops/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import databases from './databases.sh';
import { databaseList } from './databases.ts';
import conf from './postgresql.conf';

const bin = installed();
// PostgreSQL refuses to run as root.
const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : undefined;
const port = '54329';
const options = {
  database: 'identity',
  owner: 'identity_user',
  // pgvector is not in Debian; what comes with PostgreSQL takes the same way.
  extensions: [],
  databases: [
    { name: 'conversation', owner: 'conversation_user', extensions: [] },
    { name: 'knowledge', owner: 'knowledge_user', extensions: ['pg_trgm', 'hstore'] },
    { name: 'archive', extensions: [] },
  ],
};
const awkward = 'a\'b"c\\d`e$(f) %g;--';

let folder = '';
let server: ChildProcess | undefined;
let exits: (number | null)[] = [];

describe.skipIf(!bin)(`against PostgreSQL${bin ? '' : ' (skipped without apt-get install postgresql)'}`, () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'postgres-databases-'));
    start();
    await ready();
    // Before and after somebody gave a database to another owner, and the main owner a new password.
    const before = { ...options, databases: options.databases.map((each) => ({ ...each, owner: each.owner ?? 'conversation_user' })) };
    exits = [run({ PASSWORD_0: 'first' }, before), run({ PASSWORD_0: awkward })];
  }, 60_000);
  afterAll(() => {
    server?.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  test('the superuser gets in from the Pod itself without a password, and from nowhere else (V037)', () => {
    const ask = (host: string) => {
      const args = ['--host', host, '--port', port, '--username=postgres', '--no-password', '--tuples-only', '--command=SELECT version()'];
      return spawnSync(join(bin ?? '', 'psql'), args, { encoding: 'utf8', env: {} });
    };
    expect(ask(folder)).toMatchObject({ status: 0, stdout: expect.stringContaining('PostgreSQL') });
    expect(ask('127.0.0.1')).toMatchObject({ status: 2, stderr: expect.stringContaining('no password supplied') });
  });

  test('the Job may run again', () => {
    expect(exits).toEqual([0, 0]);
  });

  test('the server has the settings of the file', () => {
    expect(query('SHOW max_connections')).toBe('321');
    expect(query('SHOW wal_level')).toBe('logical');
    expect(query('SHOW listen_addresses')).toBe('*');
  });

  test('every database belongs to the owner that it has now, who may create tables in it (W070, V023)', () => {
    const owners = query("SELECT string_agg(datname || '=' || datdba::regrole, ' ' ORDER BY datname) FROM pg_database WHERE datallowconn");
    expect(owners).toContain('archive=identity_user conversation=conversation_user identity=identity_user knowledge=knowledge_user');
    expect(as('conversation_user', 'one', 'conversation', 'CREATE TABLE a (id int)')).toBe(0);
    expect(as('knowledge_user', 'two', 'knowledge', 'CREATE TABLE a (id int)')).toBe(0);
    expect(as('identity_user', awkward, 'archive', 'CREATE TABLE a (id int)')).toBe(0);
  });

  test('a password may hold any character and follows the Secret, and other databases stay closed (V051)', () => {
    expect(as('identity_user', awkward, 'identity', 'SELECT 1')).toBe(0);
    expect(as('identity_user', 'first', 'identity', 'SELECT 1')).not.toBe(0);
    expect(as('conversation_user', 'one', 'identity', 'SELECT 1')).not.toBe(0);
  });

  test('extensions are where they were asked for (W070)', () => {
    const extensions = "SELECT string_agg(extname, ' ' ORDER BY extname) FROM pg_extension WHERE extname <> 'plpgsql'";
    expect(query(extensions, 'knowledge')).toBe('hstore pg_trgm');
    expect(query(extensions, 'conversation')).toBe('');
    expect(query(extensions, 'postgres')).toBe('pg_stat_statements');
  });

  test('PostgreSQL keeps no password among the statements it has seen', () => {
    expect(query("SELECT count(*) FROM pg_stat_statements WHERE query LIKE '%REVOKE CONNECT%'")).not.toBe('0');
    expect(
      query("SELECT count(*) FROM pg_stat_statements WHERE query LIKE '%first%' OR query LIKE '%watch%' OR query ILIKE '%password ''%'"),
    ).toBe('0');
  });

  test('the exporter logs in with its password, and sees no data', () => {
    expect(as('exporter', 'watch', 'postgres', 'SELECT 1')).toBe(0);
    expect(as('exporter', 'other', 'postgres', 'SELECT 1')).not.toBe(0);
    expect(as('exporter', 'watch', 'identity', 'SELECT 1')).not.toBe(0);
    expect(query("SELECT rolconnlimit FROM pg_roles WHERE rolname = 'exporter'")).toBe('5');
  });

  test('the exporter sees statements and settings (V056)', () => {
    expect(query("SELECT count(*) > 0 FROM pg_stat_statements WHERE query <> '<insufficient privilege>'", 'postgres', 'exporter')).toBe(
      't',
    );
    expect(query('SELECT pg_database_size(datname) > 0 FROM pg_database LIMIT 1', 'postgres', 'exporter')).toBe('t');
  });

  test('a wrong password of the superuser fails the Job instead of waiting for ever', () => {
    expect(run({ PGPASSWORD: 'wrong' })).not.toBe(0);
  });
});

/** Where Debian and the images keep the programs, or nothing. */
function installed(): string | undefined {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root) : [];
  return versions.map((version) => join(root, version, 'bin')).find((folder) => existsSync(join(folder, 'initdb')));
}

function start(): void {
  const data = join(folder, 'data');
  mkdirSync(data);
  if (nobody) for (const path of [folder, data]) chownSync(path, nobody.uid, nobody.gid);
  writeFileSync(join(folder, 'superuser'), 'root');
  const initdb = ['--pgdata', data, '--username=postgres', `--pwfile=${folder}/superuser`];
  execFileSync(join(bin ?? '', 'initdb'), initdb, { cwd: folder, stdio: 'ignore', ...nobody });
  // As the image leaves it, but for passwords on the loopback address, which is all that a test has.
  writeFileSync(join(data, 'pg_hba.conf'), 'local all all trust\nhost all all all scram-sha-256\n');
  writeFileSync(join(data, 'given.conf'), fill(conf, { maxConnections: 321, sharedBuffers: '16MB', walLevel: 'logical' }));
  const args = [`--config_file=${data}/given.conf`, `--hba_file=${data}/pg_hba.conf`, `--unix_socket_directories=${folder}`];
  server = spawn(join(bin ?? '', 'postgres'), ['-D', data, `--port=${port}`, ...args], { cwd: folder, stdio: 'ignore', ...nobody });
}

async function ready(): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (spawnSync(join(bin ?? '', 'pg_isready'), ['--host', folder, '--port', port]).status === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('PostgreSQL does not start');
}

function run(env: Record<string, string>, list = options): number | null {
  writeFileSync(join(folder, 'databases.sh'), databases);
  writeFileSync(join(folder, 'databases.txt'), databaseList(list));
  const passwords = {
    EXPORTER_PASSWORD: 'watch',
    OWNER_0: 'identity_user',
    OWNER_1: 'conversation_user',
    PASSWORD_1: 'one',
    OWNER_2: 'knowledge_user',
    PASSWORD_2: 'two',
  };
  return spawnSync('sh', [join(folder, 'databases.sh'), join(folder, 'databases.txt')], {
    env: { PATH: `${bin}:/usr/bin:/bin`, PGHOST: '127.0.0.1', PGPORT: port, PGUSER: 'postgres', PGPASSWORD: 'root', ...passwords, ...env },
  }).status;
}

/** As a client of the network, with a password. */
function as(user: string, password: string, database: string, statement: string): number | null {
  const args = ['--host=127.0.0.1', `--port=${port}`, `--username=${user}`, `--dbname=${database}`, `--command=${statement}`];
  return spawnSync(join(bin ?? '', 'psql'), args, { env: { PGPASSWORD: password } }).status;
}

/** From within, where no password is asked for. */
function query(statement: string, database = 'postgres', user = 'postgres'): string {
  const args = [`--host=${folder}`, `--port=${port}`, `--username=${user}`, `--dbname=${database}`, '--tuples-only', '--no-align'];
  return execFileSync(join(bin ?? '', 'psql'), [...args, `--command=${statement}`], { encoding: 'utf8' }).trim();
}
