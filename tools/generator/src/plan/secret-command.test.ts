import { spawnSync } from 'node:child_process';
import { given, literal, random } from '@gitops/kit';
import { expect, test } from 'vitest';
import { secretCommand } from './secret-command.ts';

const keys = { password: given('password of the external database'), host: literal('db.example.com'), salt: random('salt') };
const command = secretCommand({ name: 'orders-db', namespace: 'market', components: ['api'], keys });

function run(env: Readonly<Record<string, string>>) {
  const script = `kubectl() { printf '%s\\n' "$@"; }\n${command}`;
  const { PATH = '' } = process.env;
  return spawnSync('bash', ['-c', script], { encoding: 'utf8', env: { PATH, ...env } });
}

test('a value that somebody else issues comes from a variable of its Secret, as several have a key called password', () => {
  const { status, stdout } = run({ ORDERS_DB_PASSWORD: 'pa ss', PASSWORD: 'of another' });
  expect(status).toBe(0);
  expect(stdout).toContain('\n--from-literal=password=pa ss\n');
  expect(stdout).toMatch(/--from-literal=salt=[0-9a-f]+\n/);
});

test('no Secret with an empty value is made where the variable is not set, and the shell names it', () => {
  const { status, stdout, stderr } = run({ PASSWORD: 'of another' });
  expect({ failed: status !== 0, stdout }).toEqual({ failed: true, stdout: '' });
  expect(stderr).toContain('ORDERS_DB_PASSWORD');
});
