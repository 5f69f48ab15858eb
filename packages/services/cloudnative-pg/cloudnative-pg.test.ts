import { build, find, render } from '@gitops/kit/testing';
import { expect, test } from 'vitest';
import { cloudnativePg } from './cloudnative-pg.ts';

const options = {
  instances: 5,
  database: 'ledger',
  owner: 'clerk',
  storage: '200Gi',
  storageClass: 'premium-ssd',
  maxConnections: 400,
  resources: { requests: { cpu: '2', memory: '6Gi' }, limits: { cpu: '4', memory: '8Gi' } },
};

test('defaults', async () => {
  await expect(render(cloudnativePg)).toMatchFileSnapshot('golden/defaults.yaml');
});

test('every option set', async () => {
  const rendering = { component: 'ledger-db', secretName: 'ledger-login', image: 'registry.example.com/cnpg/postgresql:17.9', options };
  await expect(render(cloudnativePg, rendering)).toMatchFileSnapshot('golden/full.yaml');
});

test('one instance', async () => {
  await expect(render(cloudnativePg, { options: { instances: 1 } })).toMatchFileSnapshot('golden/single.yaml');
});

test('a Cluster of three instances with 20Gi each, as the seed asks for (Y012, Y019)', () => {
  const { manifests } = build(cloudnativePg, { component: 'yuxi-postgres' });
  expect(find(manifests, 'Cluster', 'yuxi-postgres')).toMatchObject({ spec: { instances: 3, storage: { size: '20Gi' } } });
  expect(major(cluster().spec.imageName)).toBeGreaterThanOrEqual(12);
});

test('dependants are led to the primary, by TLS: a Service "postgres-service" does not exist (D4)', () => {
  const { connection } = build(cloudnativePg, { component: 'yuxi-postgres' });
  expect(connection).toMatchObject({ host: 'yuxi-postgres-rw.test.svc.cluster.local', port: 5432, database: 'app', sslMode: 'require' });
});

test('the database is made with its owner, who may then do everything in it: GRANT on the database alone lets nobody make tables (Y022)', () => {
  expect(cluster({ database: 'yuxi_know', owner: 'yuxi' }).spec.bootstrap).toEqual({
    initdb: { database: 'yuxi_know', owner: 'yuxi', secret: { name: 'cloudnative-pg-secret' }, dataChecksums: true },
  });
});

test('the Secret names the owner, else the operator refuses it, and a password that nobody thought of', () => {
  const { secrets } = build(cloudnativePg, { options: { owner: 'yuxi' } });
  expect(secrets).toEqual([
    {
      name: 'cloudnative-pg-secret',
      keys: { username: { from: 'literal', value: 'yuxi' }, password: expect.objectContaining({ from: 'random' }) },
    },
  ]);
});

test('what the primary confirms is on a standby as well, as long as there is one (Y031)', () => {
  expect(cluster().spec.postgresql.synchronous).toEqual({ method: 'any', number: 1, dataDurability: 'preferred' });
  expect(cluster({ instances: 1 }).spec.postgresql).not.toHaveProperty('synchronous');
});

test('instances stand on different nodes and in different zones where there are any (Y011)', () => {
  const selected = { whenUnsatisfiable: 'ScheduleAnyway', labelSelector: { matchLabels: { 'cnpg.io/cluster': 'cloudnative-pg' } } };
  expect(cluster().spec.topologySpreadConstraints).toMatchObject([
    { topologyKey: 'topology.kubernetes.io/zone', ...selected },
    { topologyKey: 'kubernetes.io/hostname', ...selected },
  ]);
});

test('a drain waits for a new primary, but not for ever where there can be none', () => {
  expect(cluster().spec).toMatchObject({ enablePDB: true, primaryUpdateMethod: 'switchover' });
  expect(cluster({ instances: 1 }).spec).toMatchObject({ enablePDB: false, primaryUpdateMethod: 'restart' });
});

test('a Cluster that is deleted takes its volumes with it, so Argo CD never deletes one', () => {
  expect(cluster().metadata.annotations).toEqual({ 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' });
});

test('Pods keep the labels that the operator gives them: those of its Jobs would not have ours anyway', () => {
  expect(cluster().spec.inheritedMetadata).toEqual({ labels: { 'app.kubernetes.io/part-of': 'test' } });
});

test('a quarter of the memory is for shared buffers', () => {
  expect(cluster(options).spec.postgresql.parameters).toEqual({ max_connections: '400', shared_buffers: '2048MB' });
});

test.each([{ owner: 'postgres' }, { database: 'yuxi-know' }, { instances: 0 }])('is refused: %j', (wrong) => {
  expect(() => cluster(wrong)).toThrow('data/');
});

interface PostgresCluster {
  readonly metadata: { readonly annotations?: object };
  readonly spec: {
    readonly imageName: string;
    readonly bootstrap: object;
    readonly inheritedMetadata: object;
    readonly postgresql: { readonly synchronous?: object; readonly parameters: object };
    readonly topologySpreadConstraints: readonly object[];
  };
}

function cluster(own: object = {}): PostgresCluster {
  const { metadata, spec } = find(build(cloudnativePg, { options: own }).manifests, 'Cluster');
  return { metadata, spec: spec as PostgresCluster['spec'] };
}

function major(image: string): number {
  return Number.parseInt(image.slice(image.lastIndexOf(':') + 1), 10);
}
