import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { services } from '../tools/generator/src/catalogue.generated.ts';
import { render } from '../tools/generator/src/pipeline.ts';
import { rendered } from '../tools/generator/testing/rendered.ts';
import { repository } from '../tools/generator/testing/repository.ts';

const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
const cluster = read('clusters/yuxi/cluster.yaml');
const layer = read('environments/layers/yuxi-know.yaml');
const production = read('environments/yuxi-know/environment.yaml');
const fileMode = read('environments/yuxi-know-file-mode/environment.yaml');

test('more replicas than one on a volume that one Pod mounts (Y002)', () => {
  const wrong = fileMode.replace('{ mode: file }', '{ mode: file, accessMode: ReadWriteOnce, replicas: 2 }');
  const { problems, files } = elsewhere({ environment: wrong });
  expect(files.size).toBe(0);
  expect(problems).toMatchObject([
    {
      message: "components.yuxi-api.config.replicas can't be 2: it must be at most 1.",
      hint: expect.stringContaining('no other can mount the volume'),
    },
  ]);
});

test('a cluster without storage that several Pods write, unless one Pod does (Y010)', () => {
  const without = cluster.replace(', file: csi-cephfs', '');
  expect(elsewhere({ environment: fileMode, cluster: without }).problems).toMatchObject([{ code: 'no-missing-file-storage' }]);
  const own = fileMode.replace('{ mode: file }', '{ mode: file, accessMode: ReadWriteOnce }');
  expect(elsewhere({ environment: own, cluster: without }).problems).toEqual([]);
});

test('a cluster without the operator of PostgreSQL', () => {
  expect(elsewhere({ environment: production, cluster: cluster.replace(/^addons:[\s\S]*/m, '') }).problems).toMatchObject([
    { code: 'no-missing-operator', message: expect.stringContaining('needs cloudnative-pg, which cluster "yuxi" does not have') },
  ]);
});

test('a cluster that is too old for what is rendered: the seed asks for 1.24, a graceful stop needs more (Y009)', () => {
  const { problems } = elsewhere({ environment: production, cluster: cluster.replace('"1.35"', '"1.24"') });
  expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['valid-api-version']));
});

test('an API without an image of one’s own: nobody publishes one (Y008)', () => {
  const without = layer.replace(/ {2}yuxi-api: .*/, '  yuxi-api: {}');
  const { problems } = elsewhere({ environment: production, layer: without });
  expect(problems.at(-1)).toMatchObject({
    code: 'require-pinned-image',
    message: expect.stringContaining('"docker.io/library/yuxi-api" without a tag'),
  });
});

test('a login of PostgreSQL under names that its operator does not know', () => {
  const keys = '  yuxi-postgres:\n    secret: { name: yuxi-postgres-secret, keys: { password: DATABASE_PASSWORD } }\n';
  const renamed = production.replace('  yuxi-postgres:\n', keys).replace('[username, password]', '[username, DATABASE_PASSWORD]');
  const { problems } = elsewhere({ environment: renamed });
  expect(problems).toMatchObject([
    { code: 'no-missing-secret', message: expect.stringContaining('needs the key "password" of Secret "yuxi-postgres-secret"') },
  ]);
});

test('a second installation on the cluster under the hosts of the first, whatever its namespace', () => {
  const root = repository({
    'clusters/yuxi/cluster.yaml': cluster,
    'environments/layers/yuxi-know.yaml': layer,
    'environments/yuxi/environment.yaml': fileMode,
    'environments/again/environment.yaml': fileMode.replace('namespace: yuxi-know-file-mode', 'namespace: again'),
  });
  const rendering = render(root, services, { folders: [], environments: ['again'] }, () => {});
  if (typeof rendering === 'string') throw new Error(rendering);
  const again = rendering.units.find(({ unit }) => unit === 'environments/again');
  expect(
    again?.problems.map(({ code, message }) => [code, /host (\S+), as component "\S+" of environment "yuxi"/.exec(message)?.[1]]),
  ).toEqual([
    ['host-claimed-twice', 'files.know-files.example.com'],
    ['host-claimed-twice', 'know-files.example.com'],
  ]);
});

interface Files {
  readonly environment: string;
  readonly cluster?: string;
  readonly layer?: string;
}

/** The environment in a repository of its own. */
function elsewhere({ environment, cluster: own = cluster, layer: base = layer }: Files) {
  const root = repository({
    'clusters/yuxi/cluster.yaml': own,
    'environments/layers/yuxi-know.yaml': base,
    'environments/yuxi/environment.yaml': environment,
  });
  return rendered('environments/yuxi', root);
}
