import { expect, test } from 'vitest';
import { repository } from '../testing/repository.ts';
import { shop } from '../testing/shop.ts';
import { type Parsed, parseWorkspace } from './parse/workspace.ts';
import { renderEnvironment } from './render.ts';
import { catalogueOf } from './resolve/catalogue.ts';
import { resolveCluster } from './resolve/cluster.ts';

test('where something stands, which takes reading the file once more, is asked only where something is wrong', () => {
  let asked = 0;
  const counting = <T>(files: ReadonlyMap<string, Parsed<T>>) => {
    const watched = [...files].map(([name, file]) => {
      const place = () => {
        asked++;
        return undefined;
      };
      return [name, { ...file, yaml: { ...file.yaml, find: place, findKey: place } }] as const;
    });
    return new Map(watched);
  };
  const problemsOf = (files: Readonly<Record<string, string>>) => {
    const { environments, layers, ...rest } = parseWorkspace(repository(files));
    const workspace = { ...rest, environments: counting(environments), layers: counting(layers) };
    const clusters = [...rest.clusters].flatMap(([name, file]) => {
      const { cluster } = resolveCluster(file);
      return cluster ? [[name, cluster] as const] : [];
    });
    return renderEnvironment('market', workspace, new Map(clusters), catalogueOf(shop)).problems;
  };
  expect(problemsOf({})).toEqual([]);
  expect(asked).toBe(0);
  const unlisted = 'cluster: harbour\nnamespace: market\nlayers: [base]\n';
  expect(problemsOf({ 'environments/market/environment.yaml': unlisted })).toMatchObject([{ code: 'unlisted-secret' }]);
  expect(asked).toBeGreaterThan(0);
});
