import { describe, expect, test } from 'vitest';
import { repository } from '../../testing/repository.ts';
import { shop } from '../../testing/shop.ts';
import { render } from '../pipeline.ts';

describe('mistakes of several kinds are found in one run', () => {
  function codesOf(files: Readonly<Record<string, string>>): string[] {
    const rendering = render(repository(files), shop, { folders: [], environments: [] }, () => {});
    if (typeof rendering === 'string') throw new Error(rendering);
    return rendering.units.flatMap(({ problems }) => problems.map(({ code, at }) => `${code} ${at?.file.split('/').at(-1)}:${at?.line}`));
  }
  const environment = 'environments/market/environment.yaml';
  const options = 'components:\n  shop-api: { replicas: many, image: { tag: "1" } }\n  shop-databse: {}\n';

  test('a key that is unknown, and options of components', () => {
    expect(codesOf({ [environment]: `cluster: harbour\nnamespce: market\n${options}` })).toEqual([
      'unknown-key environment.yaml:2',
      'wrong-type environment.yaml:4',
      'unknown-builder environment.yaml:5',
    ]);
  });

  test('a component that is wrong in itself is not looked at twice', () => {
    const components = 'components:\n  shop-api: { image: 7, replicas: many }\n  shop-database: { database: Wares }\n';
    expect(codesOf({ [environment]: `cluster: harbour\nnamespace: market\n${components}` })).toEqual([
      'wrong-type environment.yaml:4',
      'invalid-value environment.yaml:5',
    ]);
  });

  test('a layer, and the environment on it', () => {
    expect(
      codesOf({
        'environments/layers/base.yaml': 'stge: production\ncomponents:\n  shop-database: { database: Wares }\n',
        [environment]: `cluster: harbour\nnamespace: market\nlayers: [base]\n${options}`,
      }),
    ).toEqual([
      'unknown-key base.yaml:1',
      'invalid-value base.yaml:3',
      'wrong-type environment.yaml:5',
      'unknown-builder environment.yaml:6',
    ]);
  });

  test('a cluster that does not exist, and options', () => {
    expect(codesOf({ [environment]: `cluster: harbor\nnamespace: market\n${options}` })).toEqual([
      'unknown-cluster environment.yaml:1',
      'wrong-type environment.yaml:4',
      'unknown-builder environment.yaml:5',
    ]);
  });

  test('a layer and a cluster that do not exist', () => {
    expect(codesOf({ [environment]: 'cluster: harbor\nnamespace: market\nlayers: [bsae]\n' })).toEqual([
      'unknown-layer environment.yaml:3',
      'unknown-cluster environment.yaml:1',
    ]);
  });

  test('a component whose builder stands in the part that can not be read is not called unknown', () => {
    expect(
      codesOf({
        'environments/layers/base.yaml': 'components:\n  stall: { builder: shop-api, image: 7 }\n',
        [environment]: 'cluster: harbour\nnamespace: market\nlayers: [base]\ncomponents:\n  stall: { replicas: 2 }\n  shp-api: {}\n',
      }),
    ).toEqual(['wrong-type base.yaml:2', 'unknown-builder environment.yaml:6']);
  });

  test('what could come from the part that can not be read is not called missing', () => {
    expect(codesOf({ [environment]: 'clustr: harbour\nnamespace: market\ncomponents:\n  shop-api: {}\n' })).toEqual([
      'unknown-key environment.yaml:1',
    ]);
  });
});
