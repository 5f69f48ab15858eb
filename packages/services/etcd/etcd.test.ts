import { build, find, render } from '@gitops/kit/testing';
import { expect, test } from 'vitest';
import { etcd } from './etcd.ts';

const options = {
  storage: '50Gi',
  storageClass: 'premium-ssd',
  resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '2', memory: '4Gi' } },
};

test('defaults', async () => {
  await expect(render(etcd)).toMatchFileSnapshot('golden/defaults.yaml');
});

test('every option set', async () => {
  await expect(render(etcd, { component: 'milvus-metadata', options })).toMatchFileSnapshot('golden/full.yaml');
});

test('dependants find it where the seed says, and need no password', () => {
  const { connection, secrets } = build(etcd);
  expect(connection).toMatchObject({ endpoints: 'etcd.test.svc.cluster.local:2379', tls: false });
  expect(secrets).toEqual([]);
});

test('is probed, which upstream never did, but not by /health: a member over its quota still answers and must not be restarted', () => {
  expect(container()).toMatchObject({
    startupProbe: { httpGet: { path: '/readyz', port: 'metrics' } },
    readinessProbe: { httpGet: { path: '/readyz', port: 'metrics' } },
    livenessProbe: { httpGet: { path: '/livez', port: 'metrics' } },
  });
});

test('history is compacted and the database has a limit, which upstream left out', () => {
  expect(configuration()).toMatch(/^auto-compaction-mode: revision\nauto-compaction-retention: "1000"$/m);
});

test.each([
  ['10Gi', 4 * 2 ** 30],
  ['1Gi', 429_496_729],
  // More than etcd recommends.
  ['100Gi', 8 * 2 ** 30],
])('a volume of %s holds a database of %d bytes, its log and a second copy of it', (storage, quota) => {
  expect(configuration({ storage })).toContain(`\nquota-backend-bytes: ${quota}\n`);
});

test('who may scrape has no way to the data: metrics have a port of their own, which no Service leads to', () => {
  const { manifests } = build(etcd);
  expect(build(etcd).metrics).toMatchObject([{ port: 'metrics' }]);
  expect(container()).toMatchObject({ ports: [{ containerPort: 2379 }, { name: 'metrics', containerPort: 2381 }] });
  for (const name of ['etcd', 'etcd-headless']) {
    expect(find(manifests, 'Service', name)).toMatchObject({ spec: { ports: [{ name: 'client', port: 2379 }] } });
  }
});

test('nobody can join: members listen inside the Pod only', () => {
  expect(configuration()).toContain('\nlisten-peer-urls: http://127.0.0.1:2380\n');
});

test('data lies below the root of the volume, because etcd wants a directory for itself alone', () => {
  expect(container()).toMatchObject({ volumeMounts: [{ mountPath: '/etcd-data' }, { mountPath: '/etc/etcd' }] });
  expect(configuration()).toContain('\ndata-dir: /etcd-data/data\n');
});

function container(): object {
  const { spec } = find(build(etcd).manifests, 'StatefulSet') as {
    spec: { template: { spec: { containers: object[] } } };
  };
  return spec.template.spec.containers[0] ?? {};
}

function configuration(own: object = {}): string {
  const { data } = find(build(etcd, { options: own }).manifests, 'ConfigMap');
  return data['etcd.yml'] ?? '';
}
