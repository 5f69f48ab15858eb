import { build, find, mainContainer, podOf, render } from '@gitops/kit/testing';
import { expect, test } from 'vitest';
import { memoryOf } from './memory.ts';
import { neo4j } from './neo4j.ts';

const options = {
  storage: '200Gi',
  storageClass: 'premium-ssd',
  resources: { requests: { cpu: '2', memory: '12Gi' }, limits: { cpu: '4', memory: '16Gi' } },
};

test('defaults', async () => {
  await expect(render(neo4j)).toMatchFileSnapshot('golden/defaults.yaml');
});

test('every option set, the password in a Secret that others use too', async () => {
  const shared = { secretName: 'yuxi-know-secrets', secretKeys: { password: 'NEO4J_PASSWORD' } };
  await expect(render(neo4j, { component: 'graph', options, ...shared })).toMatchFileSnapshot('golden/full.yaml');
});

test('dependants find it over Bolt (Y015)', () => {
  const { connection, secrets } = build(neo4j);
  expect(connection).toMatchObject({ host: 'neo4j.test.svc.cluster.local', port: 7687, tls: false });
  expect(secrets).toEqual([{ name: 'neo4j-secret', keys: { password: expect.objectContaining({ from: 'random' }) } }]);
});

test('the password is known before the variable that it is put into', () => {
  expect(variables().slice(0, 2)).toEqual([
    { name: 'INITIAL_PASSWORD', valueFrom: { secretKeyRef: { name: 'neo4j-secret', key: 'password' } } },
    { name: 'NEO4J_AUTH', value: 'neo4j/$(INITIAL_PASSWORD)' },
  ]);
});

test('no variable becomes a setting that Neo4j does not know, which would stop its start', () => {
  const known = [
    'server.memory.heap.initial_size',
    'server.memory.heap.max_size',
    'server.memory.pagecache.size',
    'server.bolt.advertised_address',
  ];
  const names = variables().map(({ name }) => name);
  const settings = names.filter((name) => name.startsWith('NEO4J_') && name !== 'NEO4J_AUTH');
  expect(settings.map((name) => name.slice(6).replaceAll(/__?/g, (dash) => (dash === '_' ? '.' : '_')))).toEqual(known);
  expect(mainContainer(server())).not.toHaveProperty('envFrom');
  expect(podOf(server())).toMatchObject({ enableServiceLinks: false });
});

test('heap and page cache leave room below the limit', () => {
  expect(memoryOf('10Gi')).toEqual({ heap: '4096m', pageCache: '3072m' });
});

test('the graph lies exactly where the image has a volume, so that none is made up for it', () => {
  expect(mainContainer(server())).toMatchObject({
    volumeMounts: [{ name: 'data', mountPath: '/data', subPath: 'data' }, { mountPath: '/logs' }, {}],
  });
});

test('there is exactly one, because two writers would be a cluster', () => {
  expect(find(build(neo4j, { options }).manifests, 'StatefulSet')).toMatchObject({ spec: { replicas: 1 } });
});

function server() {
  return find(build(neo4j).manifests, 'StatefulSet');
}

function variables() {
  return mainContainer(server()).env ?? [];
}
