import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import bucketsScript from './buckets.sh';

// Notes its arguments and what it is told on standard input, and answers like mc: MinIO is reachable at the second try.
const mc = `#!/bin/sh
case "$1 $2" in
  'ready anonymous') [ -e "$LOG.ready" ] && exit 0; touch "$LOG.ready"; exit 1 ;;
  'version info') echo "{\\"versioning\\":{\\"status\\":\\"$VERSIONING\\"}}"; exit 0 ;;
esac
echo "$*" >> "$LOG"
case "$*" in 'alias set'*|'admin user'*) tr '\\n' ' ' >> "$LOG"; echo >> "$LOG" ;; esac
[ "$1 $2" != "$FAILS" ]
`;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'minio-buckets-'));
  // Nobody waits in a test.
  for (const [name, text] of Object.entries({ mc, sleep: '#!/bin/sh\n' })) {
    writeFileSync(join(folder, name), text);
    chmodSync(join(folder, name), 0o755);
  }
  writeFileSync(join(folder, 'buckets.sh'), bucketsScript);
});
afterEach(() => rmSync(folder, { recursive: true }));

const login = [
  'alias set minio http://minio:9000',
  'root r00t$ "pw ',
  'admin user add minio',
  'app s3cret ',
  'admin policy create minio app FOLDER/policy.app.json',
  'admin policy attach minio app --user app',
  'admin user add minio',
  'backup b4ckup ',
  'admin policy create minio backup FOLDER/policy.backup.json',
  'admin policy attach minio backup --user backup',
];

test('waits for the server, then creates the users and the buckets; passwords are no arguments', () => {
  expect(run('documents off private\nbackups on private\n')).toEqual({
    code: 0,
    calls: [
      ...login,
      'mb --ignore-existing minio/documents',
      'anonymous set private minio/documents',
      'mb --ignore-existing minio/backups',
      'anonymous set private minio/backups',
      'version enable minio/backups',
    ],
  });
});

test('nothing is public unless asked', () => {
  expect(run('downloads off download\n').calls).toContain('anonymous set download minio/downloads');
});

test('versioning that is no longer wanted is suspended', () => {
  expect(run('documents off private\n', { VERSIONING: 'Enabled' }).calls).toContain('version suspend minio/documents');
});

test('without buckets there are still the users', () => {
  expect(run('')).toEqual({ code: 0, calls: login });
});

test.each(['alias set', 'admin user', 'admin policy', 'mb --ignore-existing', 'anonymous set'])(
  'a failed "%s" fails the Job at once',
  (fails) => {
    const { code, calls } = run('documents off private\nbackups off private\n', { FAILS: fails });
    expect(code).toBe(1);
    expect(calls.filter((call) => call.startsWith(fails))).toHaveLength(1);
  },
);

function run(list: string, env: Record<string, string> = {}) {
  const log = join(folder, 'log');
  writeFileSync(join(folder, 'buckets.txt'), list);
  writeFileSync(join(folder, 'users.txt'), '0 app\n1 backup\n');
  const users = { USER_0: 'app', PASSWORD_0: 's3cret', USER_1: 'backup', PASSWORD_1: 'b4ckup' };
  const secrets = { ROOT_USER: 'root', ROOT_PASSWORD: 'r00t$ "pw', ...users };
  const { status: code } = spawnSync('sh', [join(folder, 'buckets.sh'), folder], {
    env: { PATH: `${folder}:/usr/bin:/bin`, LOG: log, URL: 'http://minio:9000', VERSIONING: '', FAILS: '', ...secrets, ...env },
  });
  return { code, calls: readFileSync(log, 'utf8').replaceAll(folder, 'FOLDER').replace(/\n$/, '').split('\n') };
}
