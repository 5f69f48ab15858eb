import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import setup from './setup.sh';
import { requestBodies } from './setup.ts';
import { userList } from './users.ts';

// Notes method, URL and body of every request but the first, which only waits, and answers with $STATUS.
const curl = `#!/bin/sh
case "$*" in *--request*) ;; *) exit 0 ;; esac
while [ $# -gt 1 ]; do
  [ "$1" = --request ] && method=$2
  shift
done
{ printf '%s %s ' "$method" "$1"; tr -d '\\n'; echo; } >> "$LOG"
printf '%s' "$STATUS"
`;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'elasticsearch-setup-'));
  const options = {
    indexTemplates: [{ name: 'traces', patterns: ['traces-*'], shards: 1, replicas: 0, deleteAfterDays: 30 }],
    roles: [
      { name: 'reader', cluster: [], indices: [{ names: ['*'], privileges: ['read'] }] },
      { name: 'writer', cluster: ['monitor'], indices: [] },
    ],
    user: { fullName: 'The App\'s "user"' },
    users: [{ name: 'jaeger', roles: [{ name: 'jaeger', cluster: [], indices: [] }] }],
  };
  const files = { ...requestBodies(options), 'users.txt': userList(options), 'setup.sh': setup, curl };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  chmodSync(join(folder, 'curl'), 0o755);
});
afterEach(() => rmSync(folder, { recursive: true }));

test('policies stand before the templates that name them, roles before the user (W076, W077, W078)', () => {
  expect(run({ STATUS: '200' }).requests.map(({ request }) => request)).toEqual([
    'PUT http://es:9200/_ilm/policy/traces',
    'PUT http://es:9200/_index_template/traces',
    'PUT http://es:9200/_security/role/jaeger',
    'PUT http://es:9200/_security/role/reader',
    'PUT http://es:9200/_security/role/writer',
    'PUT http://es:9200/_security/user/app',
    'PUT http://es:9200/_security/user/jaeger',
    'PUT http://es:9200/_security/user/exporter',
  ]);
});

test('a password may hold any character', () => {
  const { requests } = run({
    STATUS: '200',
    PASSWORD_0: 'a"b\\c $d/e',
    EXPORTER_PASSWORD: 'x"',
    KIBANA_PASSWORD: 'k"\\',
  });
  expect(requests.slice(-4)).toEqual([
    {
      request: 'PUT http://es:9200/_security/user/app',
      body: { password: 'a"b\\c $d/e', full_name: 'The App\'s "user"', roles: ['reader', 'writer'] },
    },
    { request: 'PUT http://es:9200/_security/user/jaeger', body: { password: 'j', full_name: '', roles: ['jaeger'] } },
    { request: 'PUT http://es:9200/_security/user/exporter', body: { password: 'x"', roles: ['remote_monitoring_collector'] } },
    { request: 'POST http://es:9200/_security/user/kibana_system/_password', body: { password: 'k"\\' } },
  ]);
});

test('the first refused request fails the Job', () => {
  const { code, requests } = run({ STATUS: '401' });
  expect(code).toBe(1);
  expect(requests).toHaveLength(1);
});

function run(env: Record<string, string>) {
  const log = join(folder, 'log');
  const own = {
    URL: 'http://es:9200',
    ELASTIC_PASSWORD: 'e',
    USERNAME_0: 'app',
    PASSWORD_0: 'p',
    USERNAME_1: 'jaeger',
    PASSWORD_1: 'j',
    EXPORTER_PASSWORD: 'x',
  };
  const { status: code } = spawnSync('sh', [join(folder, 'setup.sh')], {
    env: { PATH: `${folder}:/usr/bin:/bin`, LOG: log, ...own, ...env },
  });
  const requests = readFileSync(log, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const start = line.indexOf('{');
      return { request: line.slice(0, start).trimEnd(), body: JSON.parse(line.slice(start)) as unknown };
    });
  return { code, requests };
}
