import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { put, repository, shopFiles } from '../testing/repository.ts';
import { shop } from '../testing/shop.ts';
import type { Outcome } from './outcome.ts';
import { exitCode, stateOf } from './outcome.ts';
import { type Run, run } from './run.ts';

const market = 'environments/market/environment.yaml';

function outcomeOf(root: string, options: Partial<Run> = {}): Outcome {
  const wish = { folders: [], environments: [] };
  const outcome = run({ command: 'generate', root, services: shop, wish, conflicts: 'refuse', onProgress() {}, ...options });
  if (typeof outcome === 'string') throw new Error(outcome);
  return outcome;
}

function states(root: string, options: Partial<Run> = {}): Record<string, string> {
  return Object.fromEntries(outcomeOf(root, options).units.map((unit) => [unit.unit, stateOf(unit)]));
}

/** Every file below a folder with its text. */
function tree(folder: string, prefix = ''): Record<string, string> {
  const entries = readdirSync(join(folder, prefix), { withFileTypes: true });
  return Object.assign(
    {},
    ...entries.map((entry) => {
      const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
      return entry.isDirectory() ? tree(folder, path) : { [path]: readFileSync(join(folder, path), 'utf8') };
    }),
  );
}

describe('from an edit to files', () => {
  test('the first run writes the environment and its cluster, the second one nothing', () => {
    const root = repository();
    expect(states(root)).toEqual({ 'environments/market': 'changed', 'clusters/harbour': 'changed' });
    expect(Object.keys(tree(root, 'environments/market/generated'))).toContain(
      'environments/market/generated/argocd/templates/201-shop-api.yaml',
    );
    expect(Object.keys(tree(root, 'clusters/harbour/generated'))).toContain(
      'clusters/harbour/generated/argocd/market/application-root.yaml',
    );
    const before = statSync(join(root, 'environments/market/generated/inventory.json'));
    expect(states(root)).toEqual({ 'environments/market': 'current', 'clusters/harbour': 'current' });
    expect(statSync(join(root, 'environments/market/generated/inventory.json')).mtimeMs).toBe(before.mtimeMs);
  });

  test('an edit changes the objects that it is about', () => {
    const root = repository();
    outcomeOf(root);
    put(root, { [market]: shopFiles[market]?.replace('replicas: 3', 'replicas: 5') ?? '' });
    expect(states(root, { command: 'check' })).toMatchObject({ 'environments/market': 'changed' });
    const [unit] = outcomeOf(root).units;
    expect(unit?.changes?.changed).toEqual(['manifests/shop-api/deployment-shop-api.yaml']);
  });

  test('an environment is not taken for gone while its file has another ending, or is a broken link', () => {
    const root = repository();
    outcomeOf(root);
    const before = tree(root);
    renameSync(join(root, market), join(root, 'environments/market/environment.yml'));
    expect(states(root)).toEqual({ 'environments/market': 'failed', 'clusters/harbour': 'current' });
    symlinkSync('environment.yaml', join(root, market));
    expect(states(root)).toEqual({ 'environments/market': 'failed', 'clusters/harbour': 'current' });
    rmSync(join(root, market));
    renameSync(join(root, 'environments/market/environment.yml'), join(root, market));
    expect(tree(root)).toEqual(before);
  });

  test('a broken environment keeps its files, and its place in the cluster, while others go on', () => {
    const root = repository({
      'environments/fair/environment.yaml': 'cluster: harbour\nnamespace: fair\ncomponents: { shop-cache: {} }\n',
    });
    outcomeOf(root);
    const before = tree(root, 'clusters/harbour/generated/argocd/market');
    put(root, {
      [market]: 'cluster: harbour\nnamespce: market\n',
      'environments/fair/environment.yaml': 'cluster: harbour\nnamespace: fair\nsync: manual\ncomponents: { shop-cache: {} }\n',
    });
    const outcome = outcomeOf(root);
    expect(outcome.units.map((unit) => [unit.unit, stateOf(unit)])).toEqual([
      ['environments/fair', 'changed'],
      ['environments/market', 'failed'],
      ['clusters/harbour', 'changed'],
    ]);
    expect(exitCode(outcome)).toBe(1);
    expect(tree(root, 'clusters/harbour/generated/argocd/market')).toEqual(before);
    expect(readFileSync(join(root, 'clusters/harbour/generated/argocd/fair/application-root.yaml'), 'utf8')).not.toContain('automated');
    put(root, { [market]: shopFiles[market] ?? '' });
    expect(states(root)).toMatchObject({ 'environments/market': 'current', 'clusters/harbour': 'current' });
  });

  test('a cluster that is misspelt does not throw the environment out of the one that it is on', () => {
    const root = repository();
    outcomeOf(root);
    put(root, { [market]: shopFiles[market]?.replace('harbour', 'habour') ?? '' });
    expect(states(root)).toEqual({ 'environments/market': 'failed', 'clusters/harbour': 'current' });
  });

  test('an environment that moves leaves its old cluster', () => {
    const root = repository({ 'clusters/island/cluster.yaml': shopFiles['clusters/harbour/cluster.yaml'] ?? '' });
    outcomeOf(root);
    put(root, { [market]: shopFiles[market]?.replace('harbour', 'island') ?? '' });
    outcomeOf(root);
    expect(readdirSync(join(root, 'clusters/harbour/generated'))).not.toContain('argocd');
    expect(readdirSync(join(root, 'clusters/island/generated/argocd'))).toEqual(['market']);
  });

  test('what is wrong with a shared layer is told with every environment that uses it, and with the layer if none does', () => {
    const root = repository({ 'environments/layers/base.yaml': 'componets: {}\n', 'environments/layers/unused.yaml': 'componets: {}\n' });
    const problems = outcomeOf(root).units.map(({ unit, problems: found }) => [unit, found.map(({ code }) => code)]);
    expect(problems).toEqual([
      ['environments/market', ['unknown-key']],
      ['clusters/harbour', []],
      ['environments/layers/unused.yaml', ['unknown-key']],
    ]);
  });

  test('a file that was edited by hand is refused, then overwritten on request', () => {
    const root = repository();
    outcomeOf(root);
    const edited = join(root, 'environments/market/generated/manifests/shop-api/service-shop-api.yaml');
    writeFileSync(edited, 'mine\n');
    expect(outcomeOf(root).units[0]?.problems).toMatchObject([{ code: 'edited-by-hand' }]);
    expect(readFileSync(edited, 'utf8')).toBe('mine\n');
    expect(outcomeOf(root, { conflicts: 'overwrite' }).units[0]?.overwritten).toEqual(['manifests/shop-api/service-shop-api.yaml']);
    expect(states(root)).toMatchObject({ 'environments/market': 'current' });
  });

  test('an environment whose file is gone leaves nothing behind', () => {
    const root = repository({
      'environments/fair/environment.yaml': 'cluster: harbour\nnamespace: fair\ncomponents: { shop-cache: {} }\n',
    });
    outcomeOf(root);
    rmSync(join(root, 'environments/fair/environment.yaml'));
    expect(states(root, { command: 'check' })).toMatchObject({ 'environments/fair': 'gone', 'clusters/harbour': 'changed' });
    expect(states(root)).toMatchObject({ 'environments/fair': 'gone', 'clusters/harbour': 'changed' });
    expect(readdirSync(join(root, 'environments')).sort()).toEqual(['layers', 'market']);
    expect(readdirSync(join(root, 'clusters/harbour/generated/argocd'))).toEqual(['market']);
  });

  test('what a killed run left is put right before anything is read', () => {
    const root = repository();
    outcomeOf(root);
    const generated = join(root, 'clusters/harbour/generated');
    renameSync(generated, join(root, 'clusters/harbour/.generated-old'));
    mkdirSync(join(root, 'clusters/harbour/.generated-next'));
    put(root, { [market]: 'cluster: harbour\nnamespce: market\n' });
    expect(states(root)).toMatchObject({ 'clusters/harbour': 'current' });
    expect(readdirSync(join(root, 'clusters/harbour')).sort()).toEqual(['cluster.yaml', 'generated']);
  });
});

describe('a run that finds everything as the last one left it', () => {
  const program = 'gen-1';
  /** With builders that would complain: only a run that renders notices them. */
  const unused = { program, services: [] };

  test('renders nothing', () => {
    const root = repository();
    outcomeOf(root, { program });
    expect(states(root, unused)).toEqual({ 'environments/market': 'current', 'clusters/harbour': 'current' });
    expect(outcomeOf(root, unused).units[0]).toMatchObject({
      components: 3,
      waves: 3,
      changes: { unchanged: expect.arrayContaining(['README.md']) },
    });
  });

  const written = 'environments/market/generated/manifests/shop-api/service-shop-api.yaml';
  test.each([
    ['an environment', { [market]: `${shopFiles[market]}# a remark\n` }],
    ['a layer', { 'environments/layers/base.yaml': `${shopFiles['environments/layers/base.yaml']}# a remark\n` }],
    ['a new layer', { 'environments/layers/more.yaml': 'components: {}\n' }],
    ['a cluster', { 'clusters/harbour/cluster.yaml': `${shopFiles['clusters/harbour/cluster.yaml']}# a remark\n` }],
    ['a new environment', { 'environments/fair/notes.txt': 'soon\n' }],
    ['a sealed secret', { 'environments/market/sealed-secrets/pg.yaml': 'kind: SealedSecret\n' }],
    ['a generated file', { [written]: 'kind: Service\n' }],
    ['a file among the generated', { 'environments/market/generated/manifests/shop-api/mine.yaml': 'kind: Service\n' }],
  ])('renders when %s changed', (_, files) => {
    const root = repository();
    outcomeOf(root, { program });
    put(root, files);
    expect(Object.values(states(root, unused))).toContain('failed');
  });

  test('renders when a generated file is gone, and with another program', () => {
    const root = repository();
    outcomeOf(root, { program });
    expect(Object.values(states(root, { ...unused, program: 'gen-2' }))).toContain('failed');
    rmSync(join(root, written));
    expect(Object.values(states(root, unused))).toContain('failed');
  });

  test('is never one with a warning, which has to be said again', () => {
    const root = repository({
      [market]: `${shopFiles[market]}  queue: { provides: kafka, external: { bootstrapServers: "queue:9092" } }\n`,
    });
    outcomeOf(root, { program });
    expect(outcomeOf(root, { program }).units[0]?.problems).toMatchObject([{ code: 'unused-external' }]);
  });
});

describe('a selection', () => {
  const files = { 'environments/fair/environment.yaml': 'cluster: harbour\nnamespace: fair\ncomponents: { shop-cache: {} }\n' };

  test('by environment takes its cluster along, by folder exactly that', () => {
    const root = repository(files);
    expect(Object.keys(states(root, { wish: { folders: [], environments: ['market'] } }))).toEqual([
      'environments/market',
      'clusters/harbour',
    ]);
    expect(Object.keys(states(root, { wish: { folders: ['environments/market/'], environments: [] } }))).toEqual(['environments/market']);
    expect(readdirSync(join(root, 'environments/fair'))).toEqual(['environment.yaml']);
    // The cluster's folder holds every environment, whoever was asked for.
    expect(readdirSync(join(root, 'clusters/harbour/generated/argocd')).sort()).toEqual(['fair', 'market']);
  });

  test('of what does not exist says so', () => {
    const wish = { folders: [], environments: ['markte'] };
    expect(run({ command: 'check', root: repository(), services: shop, wish, conflicts: 'refuse', onProgress() {} })).toBe(
      'There is no environment markte. Did you mean market?',
    );
  });
});

describe('same input, same bytes', () => {
  test('wherever the repository is, and in whatever order things are written', () => {
    const [here, there] = [repository(), repository()];
    put(there, {
      'environments/layers/base.yaml': 'components:\n  shop-api: { image: { tag: "2.4" } }\n  shop-database: { database: wares }\n',
      [market]: (shopFiles[market] ?? '')
        .split('\n')
        .filter(Boolean)
        .reverse()
        .join('\n')
        .replace('  shop-api: { replicas: 3 }\ncomponents:', 'components:\n  shop-api: { replicas: 3 }'),
    });
    outcomeOf(here);
    outcomeOf(there, { services: shop.toReversed() });
    expect(tree(there, 'environments/market/generated')).toEqual(tree(here, 'environments/market/generated'));
    expect(tree(there, 'clusters/harbour/generated')).toEqual(tree(here, 'clusters/harbour/generated'));
  });
});
