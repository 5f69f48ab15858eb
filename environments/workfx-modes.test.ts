import { describe, expect, test } from 'vitest';
import { dataOf, environment } from '../tools/generator/testing/environment.ts';
import { objectsIn, type RenderedFiles, wavesOf } from '../tools/generator/testing/rendered.ts';

const ka = environment('workfx-ka');
const full = environment('workfx-full');
const dev = environment('workfx-dev');
const aws = environment('workfx-hybrid-aws');
const gcp = environment('workfx-hybrid-gcp');

const workloads = ['workfx-config', 'workfx-api', 'workfx-cdc'];
const infrastructure = ['postgres', 'redis', 'kafka', 'elasticsearch'];
const deployed = (files: RenderedFiles) => Object.keys(wavesOf(files));
const external = (name: string) => `| – | ${name} | external |`;

describe('what is deployed', () => {
  test('every part is a component of its own, in one environment and not in another (W001)', () => {
    expect(deployed(full)).toEqual(expect.arrayContaining([...workloads, ...infrastructure, 'kibana', 'akhq']));
    expect(deployed(dev)).toEqual(expect.arrayContaining([...workloads, ...infrastructure]));
    expect(deployed(dev)).not.toContain('kibana');
    expect(deployed(dev)).not.toContain('akhq');
  });

  test('full: everything, and nothing is external (W002)', () => {
    expect(deployed(full)).toEqual(expect.arrayContaining(infrastructure));
    expect(full.files.get('README.md')).toContain('mode full');
    expect(full.files.get('README.md')).not.toContain('| external |');
  });

  test.each([
    ['aws', aws],
    ['gcp', gcp],
  ])('hybrid: databases of the cloud, the rest beside the workloads: %s (W003)', (_, files) => {
    expect(deployed(files)).toEqual(expect.arrayContaining([...workloads, 'kafka', 'elasticsearch']));
    expect(files.files.get('README.md')).toContain('mode hybrid');
    for (const name of ['postgres', 'redis', 'storage']) expect(files.files.get('README.md')).toContain(external(name));
  });

  test('minimal: a key account gets the workloads and brings all of the rest, consoles included (W004, W005, W006, W039, W045)', () => {
    expect(deployed(ka)).toEqual(['foundation', 'secrets', ...workloads]);
    expect(objectsIn(ka).map(({ kind }) => kind)).not.toContain('StatefulSet');
    expect(ka.files.get('README.md')).toContain('mode minimal');
    for (const name of [...infrastructure, 'storage']) expect(ka.files.get('README.md')).toContain(external(name));
  });
});

test.each([
  ['azure', ka, 'azure', /^https:.*\.blob\.core\.windows\.net$/],
  ['aws', aws, 's3', /^s3:/],
  ['gcp', gcp, 'gcs', /^gs:/],
  ['local', full, 'local', /^file:/],
])('cloud %s, with its storage (W007, W056)', (cloud, files, storage, url) => {
  const settings = dataOf(files, 'workfx-ai-config');
  expect(settings).toMatchObject({ CLOUD_TYPE: cloud, STORAGE_TYPE: storage });
  expect(settings.STORAGE_BUCKET_URI_PATH).toMatch(url);
});
