import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { CreateDependenciesContext, ProjectConfiguration } from 'nx/src/devkit-exports';
import { afterAll, beforeAll, expect, test } from 'vitest';
import nx from '../../nx.json' with { type: 'json' };
import { createDependencies, createNodes } from './plugin.mjs';

const repository = resolve(import.meta.dirname, '../..');
const files = {
  'packages/services/redis/redis.ts': "import { port } from '@gitops/kit';",
  'packages/services/redis/sentinel.ts': '',
  'packages/services/kafka/kafka.ts': "import type { Port } from '@gitops/kit';\nimport config from './server.properties';",
  'packages/services/kafka/kafka.test.ts': "import { render } from '@gitops/kit/testing';",
  'apps/reports/reports.ts':
    "export {\n  port,\n} from '@gitops/kit';\nconst late = () => import('../../packages/services/redis/redis.ts');",
  'packages/kit/package.json': '{ "name": "@gitops/kit" }',
  'packages/kit/src/index.ts': "import { createHash } from 'node:crypto';",
  'tools/generator/package.json':
    '{ "name": "@gitops/generator", "nx": { "name": "gen", "targets": { "bundle": { "command": "true" } } } }',
  'tools/generator/dist/gen.cjs': `
    const { existsSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
    const folder = process.argv[3] + '/generated';
    if (existsSync(folder) && readFileSync(folder + '/out.yaml', 'utf8') !== 'generated') throw new Error('edited by hand');
    mkdirSync(folder, { recursive: true });
    writeFileSync(folder + '/out.yaml', 'generated');`,
  'tools/generator/src/cli.ts': "import '@gitops/kit';",
  'tools/generator/src/cli.test.ts': "import '../../../packages/services/redis/redis.ts';",
  'environments/layers/base.yaml': 'cluster: west\ncomponents: { redis: {}, kafka: {} }',
  'environments/one/environment.yaml': 'layers: [base]\ncomponents:\n  kafka: { external: { bootstrapServers: kafka.example.com:9092 } }',
  'environments/two/environment.yaml':
    'cluster: west\ncomponents:\n  events: { builder: kafka }\n  reports:\n    replicas: 2\n  unheard-of: {}',
  'environments/three/environment.yaml': 'layers: [base]\ncluster: east\ncomponents: { redis: null }',
  'environments/broken/environment.yaml': 'components: [}',
  'clusters/west/cluster.yaml': 'cloud: local',
  'clusters/east/cluster.yaml': 'cloud: local',
};

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'nx-plugin-'));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  writeFileSync(
    join(root, 'package.json'),
    JSON.stringify({ name: 'workspace', private: true, workspaces: ['packages/kit', 'tools/generator'] }),
  );
  writeFileSync(join(root, 'nx.json'), JSON.stringify({ ...nx, plugins: [join(repository, 'tools/nx-plugin/plugin.mjs')] }));
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
});
afterAll(() => rmSync(root, { recursive: true }));

async function inferred(): Promise<Record<string, ProjectConfiguration>> {
  const [, create] = createNodes;
  const matching = Object.keys(files).filter((file) =>
    /^(packages\/services|apps)\/[^/]+\/[^/]+\.ts$|\/(environment|cluster)\.yaml$/.test(file),
  );
  const results = await create(matching, undefined, { workspaceRoot: root, nxJsonConfiguration: {} });
  const projects = results.flatMap(([, result]) => Object.values(result.projects ?? {}) as ProjectConfiguration[]);
  return Object.fromEntries(projects.map((project) => [project.name, project]));
}

test('every folder of services and apps, every environment and every cluster is a project', async () => {
  const projects = await inferred();
  expect(Object.entries(projects).map(([name, { root, targets }]) => [name, root, Object.keys(targets ?? {})])).toEqual([
    ['redis', 'packages/services/redis', ['test']],
    ['kafka', 'packages/services/kafka', ['test']],
    ['reports', 'apps/reports', ['test']],
    ['environments/one', 'environments/one', ['generate', 'check']],
    ['environments/two', 'environments/two', ['generate', 'check']],
    ['environments/three', 'environments/three', ['generate', 'check']],
    ['environments/broken', 'environments/broken', ['generate', 'check']],
    ['clusters/west', 'clusters/west', ['generate', 'check']],
    ['clusters/east', 'clusters/east', ['generate', 'check']],
  ]);
});

test('an environment depends on the builders of what it deploys, a cluster on its environments', async () => {
  const projects = await inferred();
  const uses = Object.entries(projects).flatMap(([name, { implicitDependencies }]) =>
    implicitDependencies ? [[name, ...implicitDependencies]] : [],
  );
  expect(uses).toEqual([
    // Its Kafka is external, but what that provides is for the builder to say.
    ['environments/one', 'gen', 'kafka', 'redis'],
    ['environments/two', 'gen', 'kafka', 'reports'],
    ['environments/three', 'gen', 'kafka'],
    ['environments/broken', 'gen'],
    ['clusters/west', 'gen', 'environments/one', 'environments/two'],
    ['clusters/east', 'gen', 'environments/three'],
  ]);
});

test('an environment is generated again when its layers, its cluster or what was generated change', async () => {
  const { 'environments/one': one } = await inferred();
  const files = ['{workspaceRoot}/environments/layers/base.yaml', '{workspaceRoot}/clusters/west/cluster.yaml'];
  expect(one?.targets?.generate).toMatchObject({
    cache: true,
    inputs: ['{projectRoot}/**/*', ...files, '^source'],
    outputs: ['{projectRoot}/generated'],
  });
  expect(one?.namedInputs?.source).toEqual(['{projectRoot}/**/*', '!{projectRoot}/generated/**/*', ...files]);
});

test('code depends on what it imports, but not on what only a test of the tools imports', async () => {
  const projects = { ...(await inferred()), kit: { root: 'packages/kit' }, gen: { root: 'tools/generator' } };
  const entries = Object.entries(projects).map(([name, { root: folder }]) => [
    name,
    Object.keys(files).flatMap((file) => (file.startsWith(`${folder}/`) ? [{ file, hash: '' }] : [])),
  ]);
  const filesToProcess = { projectFileMap: Object.fromEntries(entries), nonProjectFiles: [] };
  const context: CreateDependenciesContext = {
    projects,
    filesToProcess,
    fileMap: filesToProcess,
    externalNodes: {},
    nxJsonConfiguration: {},
    workspaceRoot: root,
  };
  const found = await createDependencies(undefined, context);
  expect(found.map(({ source, target, ...rest }) => [source, target, 'sourceFile' in rest && rest.sourceFile])).toEqual([
    ['redis', 'kit', 'packages/services/redis/redis.ts'],
    ['kafka', 'kit', 'packages/services/kafka/kafka.ts'],
    ['kafka', 'kit', 'packages/services/kafka/kafka.test.ts'],
    ['reports', 'kit', 'apps/reports/reports.ts'],
    ['reports', 'redis', 'apps/reports/reports.ts'],
    ['gen', 'kit', 'tools/generator/src/cli.ts'],
  ]);
});

function runNx(...args: string[]): string {
  // Its own environment, because the tests may themselves be run by Nx.
  const options = { cwd: root, encoding: 'utf8', env: { PATH: process.env.PATH }, stdio: 'pipe' } as const;
  return execFileSync(process.execPath, [join(repository, 'node_modules/nx/dist/bin/nx.js'), ...args], options);
}

test.for([
  { changed: 'packages/services/redis/redis.ts', affected: ['clusters/west', 'environments/one', 'environments/two'] },
  { changed: 'environments/layers/base.yaml', affected: ['clusters/east', 'clusters/west', 'environments/one', 'environments/three'] },
  { changed: 'clusters/east/cluster.yaml', affected: ['clusters/east', 'environments/three'] },
  { changed: 'packages/services/kafka/kafka.test.ts', affected: [] },
])('Nx finds only what uses it affected by $changed', { timeout: 30_000 }, ({ changed, affected }) => {
  const output = runNx('show', 'projects', '--affected', `--files=${changed}`, '--withTarget=generate', '--json');
  expect(JSON.parse(output).sort()).toEqual(affected);
});

test('Nx takes from its cache what is up to date, but never puts it in place of an edit by hand', { timeout: 30_000 }, () => {
  const generated = join(root, 'environments/one/generated/out.yaml');
  const generate = () => runNx('run', 'environments/one:generate');
  expect(generate()).not.toContain('generate  [local cache]');
  generate();
  expect(generate()).toContain('generate  [local cache]');

  writeFileSync(generated, 'by hand');
  expect(generate).toThrow('edited by hand');
  expect(readFileSync(generated, 'utf8')).toBe('by hand');
});
