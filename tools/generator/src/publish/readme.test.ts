import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { put, repository } from '../../testing/repository.ts';
import { services } from '../catalogue.generated.ts';
import { render } from '../pipeline.ts';

const read = (file: string) => readFileSync(new URL(`../../../../${file}`, import.meta.url), 'utf8');

test('the example of the README renders without a complaint', () => {
  const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(read('README.md')) ?? [];
  const root = repository();
  put(root, { 'clusters/local/cluster.yaml': read('clusters/local/cluster.yaml'), 'environments/example/environment.yaml': example });
  const rendering = render(root, services, { folders: ['environments/example'], environments: [] }, () => {});
  if (typeof rendering === 'string') throw new Error(rendering);
  expect(rendering.units).toMatchObject([{ unit: 'environments/example', problems: [], components: 3 }]);
});
