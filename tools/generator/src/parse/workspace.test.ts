import { mkdirSync, symlinkSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { put, repository, shopFiles } from '../../testing/repository.ts';
import { shop } from '../../testing/shop.ts';
import { render } from '../pipeline.ts';
import { parseWorkspace } from './workspace.ts';

const market = 'environments/market/environment.yaml';

function problemsOf(files: Readonly<Record<string, string | Uint8Array>>): string[] {
  return parseWorkspace(repository(files)).problems.map(({ code, message }) => `${code}: ${message}`);
}

describe('a file that can’t be read', () => {
  test('is missing', () => {
    expect(problemsOf({ 'environments/empty/notes.txt': 'soon\n' })).toEqual([
      'missing-file: environments/empty/environment.yaml does not exist: every folder under environments/ is an environment and needs one.',
    ]);
  });

  test('is missing, which removing the folder mends too', () => {
    const [found] = parseWorkspace(repository({ 'environments/empty/notes.txt': 'soon\n' })).problems;
    expect(found?.hint).toBe('Create environments/empty/environment.yaml, or remove its folder.');
  });

  test('is a folder', () => {
    expect(problemsOf({ 'environments/fair/environment.yaml/deep.txt': '' })).toEqual([
      "unreadable-file: environments/fair/environment.yaml can't be read: it is a folder.",
    ]);
  });

  test('has another ending, or another case', () => {
    const [found] = parseWorkspace(repository({ 'environments/fair/environment.yml': 'cluster: harbour\n' })).problems;
    expect(found).toMatchObject({ code: 'missing-file', hint: 'Rename environment.yml beside it to environment.yaml.' });
    const [other] = parseWorkspace(repository({ 'clusters/pier/Cluster.yaml': 'cloud: local\n' })).problems;
    expect(other).toMatchObject({ code: 'missing-file', hint: 'Rename Cluster.yaml beside it to cluster.yaml.' });
  });

  test('is a layer with another ending, which is not called unknown', () => {
    const root = repository({ 'environments/layers/Fair.yml': 'components: {}\n', [market]: 'cluster: harbour\nlayers: [Fair]\n' });
    const rendering = render(root, shop, { folders: [], environments: [] }, () => {});
    if (typeof rendering === 'string') throw new Error(rendering);
    expect(rendering.units.flatMap(({ problems }) => problems)).toEqual([
      expect.objectContaining({
        message: 'environments/layers/Fair.yaml does not exist: the files of layers end in .yaml.',
        hint: 'Rename Fair.yml beside it to Fair.yaml.',
      }),
    ]);
  });

  test('is a link to nothing, or to itself', () => {
    const root = repository();
    for (const name of ['fair', 'gala']) mkdirSync(`${root}/environments/${name}`);
    symlinkSync('../nowhere.yaml', `${root}/environments/fair/environment.yaml`);
    symlinkSync('environment.yaml', `${root}/environments/gala/environment.yaml`);
    expect(parseWorkspace(root).problems.map(({ message }) => message)).toEqual([
      "environments/fair/environment.yaml can't be read: it is a symbolic link to something that does not exist.",
      "environments/gala/environment.yaml can't be read: too many symbolic links encountered (ELOOP).",
    ]);
  });

  test('is in a folder that is a link', () => {
    const root = repository();
    symlinkSync('market', `${root}/environments/fair`);
    const { problems, broken } = parseWorkspace(root);
    expect(problems.map(({ unit, message }) => [unit, message])).toEqual([
      ['environments/fair', 'environments/fair is a symbolic link, not a folder.'],
    ]);
    expect(broken.environments).toContain('fair');
  });

  test('is not UTF-8', () => {
    const latin1 = Buffer.from('cluster: harbour\nnamespace: march\u00e9\n', 'latin1');
    expect(parseWorkspace(repository({ [market]: latin1 })).problems).toMatchObject([
      { message: `${market} is not UTF-8 text.`, at: { file: market, line: 2, column: 17 } },
    ]);
  });
});

test('a byte order mark is no problem', () => {
  expect(problemsOf({ [market]: `\ufeff${shopFiles[market]}` })).toEqual([]);
});

test('all problems of all files are found in one run', () => {
  const found = problemsOf({
    [market]: 'cluster: harbour\nnamspace: market\nsync: sometimes\n',
    'environments/layers/base.yaml': 'components: []\n',
    'clusters/harbour/cluster.yaml': 'cloud: azur\n',
  });
  expect(found.map((each) => each.split(':')[0])).toEqual([
    'missing-key',
    'missing-key',
    'wrong-value',
    'wrong-type',
    'unknown-key',
    'wrong-value',
  ]);
});

describe('one of several shapes', () => {
  const secrets = (yaml: string) => problemsOf({ [market]: `cluster: harbour\nnamespace: market\nsecrets: ${yaml}\n` });

  test('is told by its tag', () => {
    expect(secrets('{ provider: external-secrets, stor: vault }')).toEqual([
      'missing-key: secrets lacks the key "store".',
      'unknown-key: Unknown key "stor" in secrets.',
    ]);
    expect(secrets('{ provider: external-secret }')).toEqual(['wrong-value: secrets.provider can\'t be "external-secret".']);
  });

  test('without a tag it is the one that has the tag as its default', () => {
    expect(secrets('{ existing: { pg-secret: password } }')).toEqual([
      'wrong-type: secrets.existing.pg-secret must be a list, but it is a text ("password").',
    ]);
  });
});

test('whatever a file holds, there are problems or a result, never an exception', () => {
  const root = repository();
  const lines = fc.constantFrom(
    'cluster: harbour',
    'namespace: market',
    'layers: [base]',
    'components:',
    '  shop-api: {}',
    '  shop-api:',
    '    replicas: x',
    'patches:',
    '  - target: {}',
    '---',
    '...',
    '\t',
    '? a',
    '- b',
    '*a',
    '&a b',
    '!!binary x',
    '<<: {}',
    'secrets: null',
    ': :',
    '"',
    '{',
    '[',
    '%YAML 1.1',
    '#',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(lines, { maxLength: 12 }).map((each) => each.join('\n')),
  );
  fc.assert(
    fc.property(text, (content) => {
      put(root, { [market]: content });
      const rendering = render(root, shop, { folders: [], environments: [] }, () => {});
      expect(typeof rendering).toBe('object');
    }),
    { numRuns: 150, seed: 1 },
  );
});
