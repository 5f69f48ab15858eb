import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { environment } from '../tools/generator/testing/environment.ts';
import { objectIn, objectsIn, type RenderedFiles, wavesOf } from '../tools/generator/testing/rendered.ts';

/** The environment as it would be after replacing a piece of a file. */
function edited(name: string, file: string, before: string, after: string): RenderedFiles {
  const text = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
  expect(text).toContain(before);
  return environment(name, { [file]: text.replace(before, after) });
}

/** The manifests that a change touches, by component and kind. */
function touched({ files: before }: RenderedFiles, { files: after }: RenderedFiles): string[] {
  const files = new Set([...before.keys(), ...after.keys()].filter((file) => file.startsWith('manifests/')));
  const differing = [...files].filter((file) => before.get(file) !== after.get(file));
  return differing.map((file) => file.replace(/^manifests\/|-[0-9a-f]{8}(?=\.yaml$)/g, '')).sort();
}

const layer = 'environments/layers/workfx.yaml';
const ka = environment('workfx-ka');

test('each wave waits for the one before: namespace, Secrets, settings, workloads (W083)', () => {
  const { foundation, secrets, 'workfx-config': config, 'workfx-api': api, 'workfx-cdc': cdc } = wavesOf(ka) as Record<string, number>;
  expect([foundation, secrets, config, api, cdc]).toEqual([0, 1, 200, 201, 201]);
});

test.each([
  ['workfx-api', 'deployment-workfx-ai-api.yaml'],
  ['workfx-cdc', 'deployment-workfx-ai-cdc.yaml'],
])('a new tag of %s replaces its Pods and touches nothing else (W032, W084)', (component, file) => {
  const after = edited('workfx-ka', layer, `${component}: { image: { tag: "1.0.0" } }`, `${component}: { image: { tag: "1.1.0" } }`);
  expect(touched(ka, after)).toEqual([`${component}/${file}`]);
  expect(after.files.get(`manifests/${component}/${file}`)).toContain(':1.1.0\n');
});

test('a new setting reaches the Pods that read it: they carry a checksum of the ConfigMap (W085)', () => {
  const after = edited('workfx-ka', 'environments/workfx-ka/environment.yaml', 'kaName: example', 'kaName: other');
  expect(touched(ka, after)).toEqual([
    'workfx-api/deployment-workfx-ai-api.yaml',
    'workfx-cdc/deployment-workfx-ai-cdc.yaml',
    'workfx-config/configmap-workfx-ai-config.yaml',
  ]);
  const checksum = (files: RenderedFiles) => objectIn(files, 'Deployment', 'workfx-ai-api').spec;
  expect(checksum(after)).not.toEqual(checksum(ka));
});

test('a new version of PostgreSQL replaces its Pod and touches neither the volume nor anybody else (V064)', () => {
  const before = environment('voiceassistant');
  const after = edited(
    'voiceassistant',
    'environments/layers/voiceassistant.yaml',
    'storage: 50Gi\n',
    'storage: 50Gi\n    image: { tag: 0.8.7-pg16-bookworm }\n',
  );
  expect(touched(before, after).filter((file) => !/^postgres\/(configmap|job)/.test(file))).toEqual(['postgres/statefulset-postgres.yaml']);
  const volumes = (files: RenderedFiles) =>
    (objectIn(files, 'StatefulSet', 'postgres').spec as { volumeClaimTemplates: unknown }).volumeClaimTemplates;
  expect(volumes(after)).toEqual(volumes(before));
});

test('a new tag of Model Router replaces its Pods and touches nothing else (P036)', () => {
  const after = edited('posthog-cloud', 'environments/layers/model-router.yaml', 'tag: v2.0.0', 'tag: v2.1.0');
  expect(touched(environment('posthog-cloud'), after)).toEqual(['model-router/deployment-model-router.yaml']);
});

test.each([
  ['posthog-cloud', 'model-router', 'https://us.i.posthog.com', 'https://eu.i.posthog.com', 'P030'],
  ['yuxi-know', 'yuxi-api', 'storageHost: files.know.example.com', 'storageHost: other.know.example.com', 'Y035'],
])('in %s a new setting of %s replaces its Pods by itself: %s becomes %s (%s)', (name, workload, before, after) => {
  const changed = edited(name, `environments/${name}/environment.yaml`, before, after);
  const own = touched(environment(name), changed).filter((file) => file.startsWith(`${workload}/`));
  expect(own).toEqual([expect.stringMatching(/\/configmap-/), `${workload}/deployment-${workload}.yaml`]);
});

test('a new image of PostHog is that of all its Pods, and of the migrations before them (P018)', () => {
  const file = 'environments/posthog-self-hosted/environment.yaml';
  const after = edited('posthog-self-hosted', file, '  posthog:\n', '  posthog:\n    image: { tag: release-1.43.9 }\n');
  const images = objectsIn(after, 'posthog').flatMap((object) => JSON.stringify(object).match(/posthog\/posthog:[\w.-]+/g) ?? []);
  expect(new Set(images)).toEqual(new Set(['posthog/posthog:release-1.43.9']));
});
