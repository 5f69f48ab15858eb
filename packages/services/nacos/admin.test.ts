import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import admin from './admin.sh';

// Is Nacos: an administrator is created once, and what a client sends as the password is noted.
const curl = `#!/bin/sh
for url; do :; done
case "$url" in
  */readiness) exit 0 ;;
  */users/admin) [ -e "$NACOS/password" ] || cat > "$NACOS/password"; printf 200 ;;
  */login) if [ "$(cat)" = "$(cat "$NACOS/password")" ]; then printf 200; else printf 403; fi ;;
esac
`;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nacos-admin-'));
  const files = { 'admin.sh': admin, curl, sleep: '#!/bin/sh\n' };
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), text);
    chmodSync(join(folder, name), 0o755);
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the first run creates the administrator, whatever the password holds; the next finds it (V047)', () => {
  const password = 'a"b\'c %d\\e&f=g';
  expect(run(password)).toMatchObject({ status: 0 });
  expect(readFileSync(join(folder, 'password'), 'utf8')).toBe(password);
  expect(run(password)).toMatchObject({ status: 0 });
});

test('the password stands in no argument and in no log', () => {
  const { stdout, stderr } = run('hush');
  expect(stdout + stderr).not.toContain('hush');
  expect(admin).not.toMatch(/curl[^\n]*\$PASSWORD/);
});

test('a Secret that does not open Nacos fails the Job and says so', () => {
  run('first');
  expect(run('second')).toMatchObject({ status: 1, stdout: expect.stringContaining('is not the one in the Secret') });
  expect(readFileSync(join(folder, 'password'), 'utf8')).toBe('first');
});

function run(PASSWORD: string) {
  const env = { PATH: `${folder}:/usr/bin:/bin`, NACOS: folder, URL: 'http://nacos/nacos', USERNAME: 'nacos', PASSWORD };
  return spawnSync('sh', [join(folder, 'admin.sh')], { env, encoding: 'utf8', timeout: 30_000 });
}
