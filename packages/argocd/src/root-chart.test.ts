import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emit } from '@gitops/yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { childApplication } from './child-application.ts';
import { rootChart } from './root-chart.ts';

const helm = findHelm();
const cluster = 'prod "{{ region }}" \\{{`';
const facts = {
  environment: 'shop',
  project: 'shop',
  namespace: 'argocd-shop',
  repository: 'https://git.example.com/platform.git',
  destination: { name: cluster },
  targetNamespace: 'shop',
  inventory: 'environments/shop/generated/inventory.json',
};
const children = [
  childApplication({ ...facts, component: 'postgres', wave: 110, path: 'postgres' }),
  childApplication({ ...facts, component: 'api', wave: 200, path: 'api' }),
];

test('the files of the chart', async () => {
  const { 'Chart.yaml': chart, 'values.schema.json': schema } = rootChart('shop');
  await expect(emit(chart)).toMatchFileSnapshot('golden/root-chart/Chart.yaml');
  await expect(schema).toMatchFileSnapshot('golden/root-chart/values.schema.json');
});

if (!helm) process.stderr.write('skipped: the root chart is not rendered, because helm is neither on PATH nor in $(go env GOPATH)/bin\n');

describe.skipIf(!helm)('rendered by Helm', () => {
  const folder = join(tmpdir(), `root-chart-${process.pid}`);

  beforeAll(() => {
    mkdirSync(join(folder, 'templates'), { recursive: true });
    for (const [name, content] of Object.entries(rootChart('shop'))) {
      writeFileSync(join(folder, name), typeof content === 'string' ? content : emit(content));
    }
    for (const [index, child] of children.entries()) writeFileSync(join(folder, 'templates', `${index}.yaml`), emit(child));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const template = (...parameters: string[]) => spawnSync(String(helm), ['template', 'shop', folder, ...parameters], { encoding: 'utf8' });

  test('a short hash without letters is a hash too', () => {
    expect(template('--set', 'revision=4711').stdout).toContain('targetRevision: "4711"');
  });

  test('every child is pinned to the commit, and everything else is as it was (W086)', () => {
    const { stdout, stderr } = template('--set', 'revision=0123abc');
    expect(stderr).not.toContain('Error');
    const pinned = parseAllDocuments(stdout).map((document) => document.toJS());
    expect(pinned).toHaveLength(2);
    for (const { spec } of pinned) {
      expect(spec.source.targetRevision).toBe('0123abc');
      expect(spec.destination.name).toBe(cluster);
    }
  });

  test('a commit that looks like a number stays a text, as Argo CD passes it', () => {
    const { stdout } = template('--set-string', 'revision=1234567890');
    expect(stdout).toContain('targetRevision: "1234567890"');
  });

  test.each([
    ['no revision', []],
    ['an empty revision', ['--set', 'revision=']],
    ['a branch', ['--set', 'revision=main']],
    ['a variable that nobody filled', ['--set', 'revision=$ARGOCD_APP_REVISION']],
  ])('%s renders nothing: a child without a pin would follow the branch out of order', (_, parameters) => {
    const { status, stdout, stderr } = template(...parameters);
    expect(status).not.toBe(0);
    expect(stdout).toBe('');
    expect(stderr).toContain('revision');
  });
});

function findHelm(): string | undefined {
  const go = spawnSync('go', ['env', 'GOPATH'], { encoding: 'utf8' });
  const candidates = ['helm', ...(go.status === 0 ? [join(go.stdout.trim(), 'bin', 'helm')] : [])];
  return candidates.find((candidate) => spawnSync(candidate, ['version']).status === 0);
}
