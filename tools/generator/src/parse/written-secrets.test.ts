import { describe, expect, test } from 'vitest';
import { repository } from '../../testing/repository.ts';
import { shop } from '../../testing/shop.ts';
import { render } from '../pipeline.ts';
import { writtenSecrets } from './written-secrets.ts';
import { parseYaml } from './yaml-file.ts';

const file = 'environments/market/environment.yaml';
const token = `ghp_${'a1B2'.repeat(9)}`;

function found(text: string) {
  const { yaml } = parseYaml(file, text, 'environments/market', '');
  const { problems, shown } = writtenSecrets(file, text, 'environments/market', yaml);
  return { places: problems.map(({ at }) => `${at?.line}:${at?.column}`), shown };
}

describe('a secret that somebody wrote', () => {
  test('by its name', () => {
    expect(found('components:\n  shop-api: { replicas: 3, dbPassword: s3same, tier: web }\n')).toEqual({
      places: ['2:40'],
      shown: 'components:\n  shop-api: { replicas: 3, dbPassword: ******, tier: web }\n',
    });
  });

  test('by its looks, also in a comment and in a file that is no valid YAML', () => {
    expect(found(`# ${token}\ncomponents:\n\tshop-api: {}\n`)).toEqual({
      places: ['1:3'],
      shown: `# ${'*'.repeat(token.length)}\ncomponents:\n\tshop-api: {}\n`,
    });
  });

  test('of several lines: its first line is not shown', () => {
    expect(found('a:\n  apiKey: "s3same\n    s3same"\n').shown).toBe('a:\n  apiKey: *******\n    s3same"\n');
  });

  test('where a Secret is named, by what can be no name', () => {
    expect(found('clientSecret: s3same\nadminSecret: S3same!\n').places).toEqual(['1:15', '2:14']);
  });

  test('by the name beside it, as variables are listed', () => {
    const variable = (value: string) =>
      `patches:\n  - patch:\n      - op: add\n        path: /env/-\n        value: { name: A_PASSWORD, value: ${value} }\n`;
    expect(found(variable('s3same'))).toEqual({ places: ['5:43'], shown: variable('******') });
  });

  test('in a section with a mistyped name, where it is no name', () => {
    expect(found('compnents:\n  shop-api: { password: s3same }\n').places).toEqual(['2:25']);
    expect(found('token: s3same\n').places).toEqual(['1:8']);
  });

  test('a number too', () => {
    expect(found('pin: 7\npassword: 123456\n').places).toEqual(['2:11']);
  });
});

test.each([
  'secrets:\n  provider: external-secrets\n  store: vault\n  remote: { shop-secret: { password: shop-database-password } }\n',
  'components:\n  shop-database: { secret: { name: orders, keys: { password: pgpass } } }\n',
  'components:\n  shop-database: { secret: shop-login }\n',
  'secret:\n  remote: { shop-secret: { password: shop-database-password } }\n',
  'compnents:\n  shop-database: { secret: { name: orders, keys: { password: pgpass } } }\n',
  'components:\n  shop-backup: { superuserSecret: shop-login }\n',
  'addons:\n  - values: { auth: { existingSecret: shop-login } }\n',
  'patches:\n  - patch: [{ op: add, path: /env, value: { name: A_PASSWORD, value: $(OTHER) } }]\n',
])('names of Secrets are none: %j', (text) => {
  expect(found(text)).toEqual({ places: [], shown: text });
});

test('nothing that a run hands out repeats it, whatever else is wrong with its line', () => {
  const root = repository({
    'environments/layers/base.yaml': 'components:\n  shop-api: { passwrd: 1, password: s3same, image: { tag: s3same } }\n',
    'clusters/harbour/cluster.yaml': `argocd: { version: "3.5.1", repository: "https://shop:s3same@git.example.com/shop.git" }\n`,
    [file]: 'cluster: harbour\nnamespace: market\nlayers: [base]\ndomain: 7\nregistry: { token: s3same }\n',
  });
  const rendering = render(root, shop, { folders: [], environments: [] }, () => {});
  if (typeof rendering === 'string') throw new Error(rendering);
  const problems = rendering.units.flatMap((unit) => unit.problems);
  const secrets = problems.filter(({ code }) => code === 'plaintext-secret').map(({ at }) => `${at?.file}:${at?.line}`);
  expect(new Set(secrets)).toEqual(new Set(['environments/layers/base.yaml:2', 'clusters/harbour/cluster.yaml:1', `${file}:5`]));
  expect(problems).toContainEqual(expect.objectContaining({ code: 'wrong-type', message: expect.stringContaining('domain') }));
  expect(JSON.stringify(problems)).not.toContain('s3same');
  // What else stands in the line of a secret is no secret: the tag is shown.
  const shown = [...rendering.sources.values()].join('').replace('tag: s3same', '');
  expect(shown).not.toContain('s3same');
});
