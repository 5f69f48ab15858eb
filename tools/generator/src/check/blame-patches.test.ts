import { describe, expect, test } from 'vitest';
import { repository } from '../../testing/repository.ts';
import { shop } from '../../testing/shop.ts';
import { render } from '../pipeline.ts';

const head = `cluster: harbour
namespace: market
layers: [base]
secrets: { provider: existing, existing: { shop-database-secret: [username, password, host] } }
patches:
`;
const reason = 'reason: a test wants it so';

function patch(target: string, operations: string): string {
  return `  - target: { ${target} }\n    ${reason}\n    patch: [${operations}]\n`;
}

function found(yaml: string, files: Readonly<Record<string, string>> = {}): string[] {
  const rendering = render(
    repository({ ...files, 'environments/market/environment.yaml': head + yaml }),
    shop,
    { folders: [], environments: [] },
    () => {},
  );
  if (typeof rendering === 'string') throw new Error(rendering);
  return rendering.units.flatMap(({ problems }) =>
    problems.map(({ code, at }) => `${code} ${at?.file.split('/').at(-1)}:${at?.line}:${at?.column}`),
  );
}

const replicas = patch('kind: Deployment, name: shop-api', '{ op: replace, path: /spec/replicas, value: many }');

describe('a finding', () => {
  test('of a patched object points to the operation of the patch', () => {
    expect(found(replicas)).toEqual(['valid-schema environment.yaml:8:34']);
  });

  test('of a patch with several operations points to its target', () => {
    const several = '{ op: remove, path: /spec/progressDeadlineSeconds }, { op: add, path: /spec/paused, value: false }';
    expect(found(patch('kind: Deployment, name: shop-api', several))).toEqual(['require-progress-deadline environment.yaml:6:39']);
  });

  test('of an object that refers to the patched one: one patch is behind it for sure', () => {
    const renamed = patch('kind: Service, name: shop-database-headless', '{ op: replace, path: /metadata/name, value: other }');
    expect(found(renamed)).toEqual(['no-missing-headless-service environment.yaml:8:34']);
  });

  test('that is there without the patch points to the component', () => {
    const layer = { 'environments/layers/base.yaml': 'components:\n  shop-database: {}\n  shop-api: { image: { tag: latest } }\n' };
    const harmless = patch('kind: Deployment, name: shop-api', '{ op: replace, path: /spec/replicas, value: 4 }');
    expect(found(harmless, layer)).toEqual(['require-pinned-image base.yaml:3:29']);
  });
});
