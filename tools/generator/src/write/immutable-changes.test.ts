import { describe, expect, test } from 'vitest';
import { put, repository, shopFiles } from '../../testing/repository.ts';
import { shop } from '../../testing/shop.ts';
import { type Run, run } from '../run.ts';

const cluster = 'clusters/harbour/cluster.yaml';
const market = 'environments/market/environment.yaml';

function generate(root: string, command: Run['command'] = 'generate') {
  const wish = { folders: [], environments: [] };
  const outcome = run({ command, root, services: shop, wish, conflicts: 'refuse', onProgress() {} });
  if (typeof outcome === 'string') throw new Error(outcome);
  return outcome.units.flatMap(({ problems }) => problems);
}

function edited(file: string, before: string, after: string): Record<string, string> {
  return { [file]: (shopFiles[file] ?? '').replace(before, after) };
}

describe('a change that Kubernetes refuses', () => {
  test('is said with what to do, when it is rendered and when it is only compared, and then no more', () => {
    const root = repository();
    expect(generate(root)).toEqual([]);
    put(root, edited(cluster, 'fast', 'slow'));
    expect(generate(root, 'check').map(({ code }) => code)).toEqual(['immutable-change']);
    expect(generate(root)).toEqual([
      {
        code: 'immutable-change',
        severity: 'warning',
        unit: 'environments/market',
        message:
          'StatefulSet shop-database of component "shop-database" changes volumeClaimTemplates, which Kubernetes refuses for one that exists.',
        hint: expect.stringContaining('kubectl --namespace market delete statefulset shop-database --cascade=orphan'),
      },
    ]);
    expect(generate(root)).toEqual([]);
  });

  test('of a selector', () => {
    const root = repository();
    generate(root);
    const patch =
      'patches:\n  - target: { kind: Deployment, name: shop-api }\n    reason: a test wants it so\n    patch: [{ op: add, path: /spec/selector/matchLabels/side, value: left }, { op: add, path: /spec/template/metadata/labels/side, value: left }]\n';
    put(root, { [market]: `${shopFiles[market]}${patch}` });
    expect(generate(root).map(({ message }) => message)).toEqual([
      'Deployment shop-api of component "shop-api" changes selector, which Kubernetes refuses for one that exists.',
    ]);
  });
});

describe('volumes', () => {
  const sized = (size: string) =>
    `patches:\n  - target: { kind: StatefulSet, name: shop-database }\n    reason: a test wants it so\n    patch: [{ op: replace, path: /spec/volumeClaimTemplates/0/spec/resources/requests/storage, value: ${size} }]\n`;

  test('that are to shrink are said to be unable to, instead of how to make them anew', () => {
    const root = repository({ [market]: `${shopFiles[market]}${sized('2Ti')}` });
    generate(root);
    put(root, { [market]: `${shopFiles[market]}${sized('900Gi')}` });
    expect(generate(root)).toMatchObject([
      {
        code: 'shrinking-volume',
        message:
          'StatefulSet shop-database of component "shop-database" makes its volume data smaller, 900Gi instead of 2Ti, which no volume can become.',
      },
    ]);
    put(root, { [market]: `${shopFiles[market]}${sized('1Ti')}` });
    expect(generate(root).map(({ code }) => code)).toEqual(['immutable-change']);
  });

  test('of a file that somebody edited into anything are no bug', () => {
    const root = repository();
    generate(root);
    const object = 'apiVersion: 1\nkind: StatefulSet\nmetadata: { name: shop-database, namespace: market }\n';
    put(root, {
      'environments/market/generated/manifests/shop-database/statefulset-shop-database.yaml': `${object}spec: { volumeClaimTemplates: [null, { spec: { resources: { requests: { storage: much } } } }] }\n`,
    });
    expect(generate(root, 'check').map(({ code }) => code)).toContain('immutable-change');
  });

  test('do not follow to another namespace, where nothing is refused', () => {
    const root = repository();
    generate(root);
    put(root, edited(market, 'namespace: market', 'namespace: cellar'));
    expect(generate(root)).toMatchObject([
      {
        code: 'data-left-behind',
        message:
          'StatefulSet shop-database of component "shop-database" goes from the namespace market to cellar, where it begins with empty volumes.',
      },
    ]);
  });
});

test('what may change is no news', () => {
  const root = repository();
  generate(root);
  put(root, edited(market, 'replicas: 3', 'replicas: 5'));
  expect(generate(root)).toEqual([]);
});
