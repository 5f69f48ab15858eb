import type { Manifest } from '@gitops/kit';
import { build, find, mainContainer } from '@gitops/kit/testing';
import { expect, test } from 'vitest';
import { yuxiApi } from './yuxi-api.ts';

const image = 'registry.contoso.example/yuxi-api:0.5.1';
const login = { name: 'login', keys: { username: 'username', password: 'password', accessKey: 'accessKey', secretKey: 'secretKey' } };
const needs = {
  database: { host: 'pg', port: 5433, database: 'yuxi_know', sslMode: 'require', secret: login },
  vectors: { host: 'milvus', port: 19530, tls: false, secret: login },
  graph: { host: 'neo4j', port: 7687, tls: false, secret: login },
  files: { provider: 's3', url: 's3://', endpoint: 'http://minio:9000', credentials: 'secret', secret: login },
};

test('tables, then configuration, then the API (Y024, Y030)', () => {
  const manifests = objects();
  const waves = [find(manifests, 'Job', 'yuxi-api-tables'), find(manifests, 'Job', 'yuxi-api-config'), find(manifests, 'Deployment')].map(
    waveOf,
  );
  expect(waves).toEqual([0, 1, 2]);
});

test('no hook is earlier than what it can not do without: its ConfigMap and the network policy, in wave 0', () => {
  for (const job of ['yuxi-api-tables', 'yuxi-api-config']) {
    const hook = find(objects(), 'Job', job);
    expect(hook.metadata).toMatchObject({
      annotations: { 'argocd.argoproj.io/hook': 'Sync', 'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation' },
    });
    expect(waveOf(hook)).toBeGreaterThanOrEqual(0);
  }
});

test.each([
  ['in the database, with models', { models: {} }],
  ['in files', { config: { mode: 'file' } }],
])('a claim stands with the first that mounts it, because a class may wait for that (%s)', (_, options) => {
  const manifests = objects(options);
  const claims = manifests.filter((manifest) => jsonOf(manifest).kind === 'PersistentVolumeClaim');
  for (const claim of claims) {
    const mounts = `"claimName":"${jsonOf(claim).metadata.name}"`;
    const users = manifests.filter((manifest) => JSON.stringify(manifest.toJSON()).includes(mounts));
    expect(Math.min(...users.map((user) => waveOf(jsonOf(user))))).toBe(waveOf(jsonOf(claim)));
  }
});

test('what may be unhealthy for long stands in the last wave, so that the sync waits for hooks alone', () => {
  const manifests = objects({ models: {}, config: { autoscaling: {} } });
  const early = manifests.filter((manifest) => waveOf(jsonOf(manifest)) < waveOf(find(manifests, 'Deployment')));
  const kinds = new Set(early.map((manifest) => jsonOf(manifest).kind));
  expect([...kinds].sort()).toEqual(['ConfigMap', 'Job', 'PersistentVolumeClaim', 'PodDisruptionBudget', 'Service']);
  expect(waveOf(find(manifests, 'HorizontalPodAutoscaler'))).toBe(2);
});

test('data outlives the component (Y010)', () => {
  for (const name of ['yuxi-saves-pvc', 'yuxi-models-pvc']) {
    expect(find(objects({ models: {} }), 'PersistentVolumeClaim', name)).toMatchObject({
      metadata: { annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' } },
      spec: { accessModes: ['ReadWriteMany'] },
    });
  }
});

test('the Jobs ask no questions: they run as in file mode, with what the API has besides (Y024)', () => {
  for (const [job, saves] of [
    ['yuxi-api-tables', '/tmp/saves'],
    ['yuxi-api-config', undefined],
  ] as const) {
    const variables = new Map(mainContainer(find(objects(), 'Job', job)).env?.map(({ name, value }) => [name, value]));
    expect(variables.get('CONFIG_MODE')).toBe('file');
    expect(variables.get('SAVE_DIR')).toBe(saves);
    expect(variables.has('SILICONFLOW_API_KEY')).toBe(true);
  }
});

test('a hook does not wait for ever, and keeps its name, or old ones would never be removed', () => {
  const hook = find(objects(), 'Job', 'yuxi-api-tables');
  expect(hook.spec).toMatchObject({ activeDeadlineSeconds: 600, backoffLimit: 3 });
});

test('where one Pod only may mount the volume, no hook does', () => {
  const manifests = objects({ config: { mode: 'file', accessMode: 'ReadWriteOnce' } });
  const jobs = manifests.filter((manifest) => jsonOf(manifest).kind === 'Job');
  expect(jobs).toHaveLength(1);
  expect(JSON.stringify(jobs[0]?.toJSON())).not.toContain('claimName');
});

test('Pods of hooks are no Pods of the API', () => {
  const job = find(objects(), 'Job', 'yuxi-api-config');
  const labels = { 'app.kubernetes.io/name': 'yuxi-api-config', 'app.kubernetes.io/component': 'yuxi-api' };
  expect(job).toMatchObject({ spec: { template: { metadata: { labels } } } });
  expect(job).not.toHaveProperty('spec.template.metadata.labels.app');
});

function objects(options: object = {}): readonly Manifest[] {
  return build(yuxiApi, { image, options, needs }).manifests;
}

interface Shown {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
}

function jsonOf(manifest: Manifest): Shown {
  return manifest.toJSON() as Shown;
}

function waveOf(object: object): number {
  return Number((object as Shown).metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? 0);
}
