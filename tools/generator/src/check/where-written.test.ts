import { describe, expect, test } from 'vitest';
import { repository } from '../../testing/repository.ts';
import { shop } from '../../testing/shop.ts';
import { services } from '../catalogue.generated.ts';
import { render } from '../pipeline.ts';

const head = `cluster: harbour
namespace: market
secrets: { existing: { redis-secret: [password] } }
`;

function found(yaml: string, layer?: string): string[] {
  return places(head + yaml, layer);
}

function places(yaml: string, layer = 'components: {}\n', builders = services): string[] {
  const root = repository({ 'environments/layers/base.yaml': layer, 'environments/market/environment.yaml': yaml });
  const rendering = render(root, builders, { folders: [], environments: [] }, () => {});
  if (typeof rendering === 'string') throw new Error(rendering);
  return rendering.units.flatMap(({ problems }) =>
    problems.map(({ code, at }) => `${code} ${at?.file.split('/').at(-1)}:${at?.line}:${at?.column}`),
  );
}

describe('a finding about a value that a person wrote points to it', () => {
  test('be it an option, or a part of one', () => {
    expect(found('components:\n  redis:\n    storage: 10Gi\n    storageClass: slow\n')).toEqual([
      'no-missing-storage-class environment.yaml:7:19',
    ]);
    expect(found('components:\n  redis:\n    storage: 0Gi\n')).toEqual(['valid-claim environment.yaml:6:14']);
    expect(found('components:\n  redis:\n    resources: { limits: { memory: 1Mi } }\n')).toEqual(['valid-resources environment.yaml:6:36']);
  });

  test('be it the tag of an image, the whole of it, or a further one', () => {
    const pinned = 'require-pinned-image environment.yaml';
    expect(found('components:\n  redis:\n    image: { tag: latest }\n')).toEqual([`${pinned}:6:19`]);
    expect(found('components:\n  redis:\n    image: docker.io/library/redis\n')).toEqual([`${pinned}:6:12`]);
    expect(found('components:\n  redis:\n    images: { exporter: { tag: latest } }\n')).toEqual([`${pinned}:6:32`]);
  });

  test('in the layer that says it last', () => {
    const layer = 'components:\n  redis:\n    image: { tag: latest }\n    storageClass: slow\n';
    expect(found('layers: [base]\ncomponents:\n  redis: { storageClass: fast }\n', layer)).toEqual(['require-pinned-image base.yaml:3:19']);
    expect(found('layers: [base]\ncomponents:\n  redis: { image: redis, storageClass: fast }\n', layer)).toEqual([
      'require-pinned-image environment.yaml:6:19',
    ]);
  });

  test('be it a mapping that lacks something', () => {
    const api = 'components:\n  shop-database: {}\n  shop-api: { image: { tag: "2.4" } }\n';
    const gateway = '  shop-gateway:\n    needs: { upstream: shop-api }\n    ingress: { annotations: {} }\n';
    const secrets = 'secrets: { existing: { shop-database-secret: [username, password, host] } }\n';
    const yaml = `cluster: harbour\nnamespace: market\n${secrets}${api}${gateway}`;
    expect(places(yaml, undefined, shop)).toEqual(['require-ingress-host environment.yaml:9:5']);
  });

  test('unless a patch beside it is to blame', () => {
    const request = '{ op: replace, path: /spec/template/spec/containers/0/resources/requests/memory, value: 9Gi }';
    const patch = `patches:\n  - target: { kind: StatefulSet, name: redis }\n    reason: a test wants it so\n    patch: [${request}]\n`;
    expect(found(`components:\n  redis:\n    resources: { limits: { memory: 7Gi } }\n${patch}`)).toEqual([
      'valid-resources environment.yaml:10:34',
    ]);
  });

  test('and to the component where it is a default', () => {
    const layer = 'components:\n  redis:\n    resources: { requests: { memory: 90Gi } }\n';
    expect(found('layers: [base]\n', layer)).toEqual(['valid-resources base.yaml:3:5']);
    const unlisted = 'cluster: harbour\nnamespace: market\ncomponents:\n  redis: {}\n';
    expect(places(unlisted)).toEqual(['unlisted-secret environment.yaml:4:3']);
  });
});
