import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundle } from './bundle.mjs';

const repository = resolve(import.meta.dirname, '../../..');
const files = {
  'motd.conf': 'welcome = {{greeting}}\n',
  'services.ts': `
    import { Http } from '${repository}/packages/connections/src/index.ts';
    import { configMap, connect, defineService, fill } from '${repository}/packages/kit/src/index.ts';
    import { Type } from '${repository}/node_modules/typebox';
    import motd from './motd.conf';
    export const services = [
      defineService({
        name: 'motd',
        tier: 'tooling',
        image: 'registry.example.com/motd:1.0.0',
        options: Type.Object({ greeting: Type.String({ minLength: 5 }) }, { additionalProperties: false }),
        provides: Http,
        connection: ({ self }) => connect(Http, { url: 'http://' + self.host }),
        build: ({ self, options }) => [configMap(self, { 'motd.conf': fill(motd, options) })],
      }),
    ];`,
  'clusters/local/cluster.yaml':
    'kubernetes: "1.36"\ncloud: local\nargocd: { version: 3.5.1, repository: "https://git.example.com/platform.git" }\n',
  'environments/one/environment.yaml': 'cluster: local\nnamespace: one\ncomponents: { motd: { greeting: good morning } }\n',
  'environments/two/environment.yaml': 'cluster: local\nnamespace: two\ncomponents: { motd: { greeting: hey, colour: red } }\n',
};

let root: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'bundle-'));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  await bundle({ services: join(root, 'services.ts'), folder: join(root, 'dist'), name: 'gen', root });
});
afterAll(() => rmSync(root, { recursive: true }));

function start(...args: string[]) {
  return spawnSync(process.execPath, [join(root, 'dist/gen.cjs'), ...args], { cwd: root, encoding: 'utf8' });
}

test('the bundle is the generator with these builders, their configuration files included', () => {
  expect(start('generate', 'environments/one')).toMatchObject({ status: 0 });
  const written = spawnSync('grep', ['--recursive', 'welcome = good morning', join(root, 'environments/one/generated')], {
    encoding: 'utf8',
  });
  expect(written.stdout).toContain('manifests/motd/');
});

test('the validators that it brings along find what ajv finds', () => {
  const { status, stdout, stderr } = start('check', 'environments/two');
  expect(status).toBe(1);
  expect(stdout + stderr).toContain('colour');
  expect(stdout + stderr).toContain('greeting');
});
