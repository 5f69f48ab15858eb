import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import configScript from './config.sh';
import tablesScript from './tables.sh';

// tomllib came with 3.11; the image has 3.12.
const python = spawnSync('python3', ['-c', 'import sys, tomllib; print(sys.executable)'], { encoding: 'utf8' });
const absent = python.status !== 0;
/** What the scripts use of the application, with a file instead of a database. */
const application = {
  'src/__init__.py': '',
  'src/storage/__init__.py': '',
  'src/storage/db/__init__.py': '',
  'src/storage/db/models.py': `
class Row:
    def __init__(self, **values): self.__dict__.update(values)
class SystemConfig(Row): pass
class GlobalMetadata(Row): pass
`,
  'src/storage/db/manager.py': `
import contextlib, json, os, pathlib
FILE = pathlib.Path(os.environ["DATABASE_FILE"])
class Session:
    def __init__(self): self.rows = json.loads(FILE.read_text()) if FILE.exists() else []
    def query(self, model): self.model = model.__name__; return self
    def filter_by(self, key): self.key = key; return self
    def count(self): return sum(1 for row in self.rows if row["model"] == self.model and row["key"] == self.key)
    def add(self, row): self.rows.append({"model": type(row).__name__, **row.__dict__})
class Manager:
    def create_tables(self): FILE.write_text("[]")
    @contextlib.contextmanager
    def get_session_context(self):
        session = Session()
        yield session
        FILE.write_text(json.dumps(session.rows))
db_manager = Manager()
`,
};
let folder = '';

describe.skipIf(absent)('the scripts of the hooks (skipped without Python 3.11)', () => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'yuxi-hooks-'));
    for (const [path, text] of Object.entries(application)) write(join('app', path), text);
    write('bin/uv', '#!/bin/sh\n[ "$1 $2 $3" = "run --no-dev python" ] && shift 3 && exec python3 "$@"\n');
    chmodSync(join(folder, 'bin/uv'), 0o755);
    symlinkSync(python.stdout.trim(), join(folder, 'bin/python3'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('files go into the database, and stay for the way back (Y001, Y003, Y037)', () => {
    write('saves/config/base.toml', 'default_model = "deepseek/chat"\nenable_reranker = true\n');
    write('saves/knowledge_base_data/global_metadata.json', '{"databases": {"kb_1": {"name": "Handbücher"}}, "version": "2.0"}');
    expect(run(configScript)).toBe(0);
    expect(rows()).toEqual([
      { model: 'SystemConfig', key: 'default_model', value: 'deepseek/chat', category: 'app' },
      { model: 'SystemConfig', key: 'enable_reranker', value: true, category: 'app' },
      { model: 'GlobalMetadata', key: 'knowledge_databases', content: { kb_1: { name: 'Handbücher' } } },
    ]);
    expect(readFileSync(join(folder, 'saves/config/base.toml'), 'utf8')).toContain('deepseek/chat');
  });

  test('what people have changed in the database since is not overwritten by the next sync', () => {
    const changed = { model: 'SystemConfig', key: 'default_model', value: 'openai/gpt', category: 'app' };
    write('database.json', JSON.stringify([changed]));
    write('saves/config/base.toml', 'default_model = "deepseek/chat"\n');
    expect(run(configScript)).toBe(0);
    expect(run(configScript)).toBe(0);
    expect(rows()).toEqual([changed]);
  });

  test('a new installation has nothing to take over', () => {
    mkdirSync(join(folder, 'saves'));
    expect(run(configScript)).toBe(0);
    expect(rows()).toEqual([]);
  });

  test('a file that can not be read stops the rollout and writes nothing', () => {
    write('saves/config/base.toml', 'default_model = ');
    expect(run(configScript)).not.toBe(0);
    expect(rows).toThrow('ENOENT');
  });

  test('tables are made once the database listens (Y003, Y024)', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    expect(run(tablesScript, { DATABASE_HOST: '127.0.0.1', DATABASE_PORT: String(port) })).toBe(0);
    server.close();
    expect(rows()).toEqual([]);
  });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function run(script: string, variables: Record<string, string> = {}): number | null {
  const path = `${join(folder, 'bin')}:/usr/bin:/bin`;
  const own = { PATH: path, SAVE_DIR: join(folder, 'saves'), DATABASE_FILE: join(folder, 'database.json') };
  return spawnSync('sh', ['-c', script], { cwd: join(folder, 'app'), env: { ...own, ...variables }, timeout: 30_000 }).status;
}

function rows(): unknown {
  return JSON.parse(readFileSync(join(folder, 'database.json'), 'utf8'));
}
