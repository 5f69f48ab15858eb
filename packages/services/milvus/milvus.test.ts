import { fill } from '@gitops/kit';
import { build, find, render } from '@gitops/kit/testing';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import dashboard from './dashboard.json' with { type: 'json' };
import { milvus } from './milvus.ts';

const keys = { name: 'minio-secret', keys: { accessKey: 'accessKey', secretKey: 'secretKey' } };
const needs = {
  metadata: { endpoints: 'etcd.test.svc.cluster.local:2379', tls: false, secret: { name: '', keys: {} } },
  storage: { provider: 's3', url: 's3://', endpoint: 'http://minio.test.svc.cluster.local:9000', credentials: 'secret', secret: keys },
};
const options = {
  bucket: 'vectors',
  storage: '500Gi',
  storageClass: 'premium-ssd',
  resources: { requests: { cpu: '4', memory: '16Gi' }, limits: { cpu: '8', memory: '32Gi' } },
};

test('defaults', async () => {
  await expect(render(milvus, { needs })).toMatchFileSnapshot('golden/defaults.yaml');
});

test('every option set, everything it needs elsewhere', async () => {
  const elsewhere = {
    metadata: { ...needs.metadata, endpoints: 'etcd-a:2379,etcd-b:2379', tls: true },
    storage: { ...needs.storage, endpoint: undefined, region: 'eu-central-1', secret: { ...keys, name: 's3-login' } },
  };
  const rendering = { component: 'vectors', secretName: 'vectors-login', secretKeys: { password: 'root-password' }, options };
  await expect(render(milvus, { ...rendering, needs: elsewhere })).toMatchFileSnapshot('golden/full.yaml');
});

test('dependants find it where the seed says, and log in', () => {
  const { connection, secrets } = build(milvus, { secretName: 'milvus-secret', needs });
  expect(connection).toMatchObject({ host: 'milvus.test.svc.cluster.local', port: 19530, tls: false });
  expect(secrets).toEqual([
    {
      name: 'milvus-secret',
      keys: { username: { from: 'literal', value: 'root' }, password: expect.objectContaining({ from: 'random' }) },
    },
  ]);
});

test('nobody gets in without a password, and the one that everybody knows is never root’s (V048)', () => {
  expect(settings().common.security).toEqual({ authorizationEnabled: true });
  expect(variables()).toContainEqual({
    name: 'COMMON_SECURITY_DEFAULTROOTPASSWORD',
    valueFrom: { secretKeyRef: { name: 'milvus-secret', key: 'password' } },
  });
});

test('logs in to object storage with the keys of the very Secret that the storage has, which upstream did not (V027)', () => {
  const secret = (name: string, key: string) => ({ name, valueFrom: { secretKeyRef: { name: 'minio-secret', key } } });
  expect(variables()).toContainEqual(secret('MINIO_ACCESS_KEY_ID', 'accessKey'));
  expect(variables()).toContainEqual(secret('MINIO_SECRET_ACCESS_KEY', 'secretKey'));
});

test('every variable is a setting as Milvus spells it: in capitals, with underscores wherever one likes', () => {
  const known = ['common.security.defaultRootPassword', 'minio.accessKeyID', 'minio.secretAccessKey'];
  const plain = (name: string) => name.toLowerCase().replaceAll(/[._]/g, '');
  expect(variables().map(({ name }) => plain(name))).toEqual(known.map(plain));
});

test('its own configuration is added to, never replaced', () => {
  expect(container()).toMatchObject({ volumeMounts: [{}, { mountPath: '/milvus/configs/user.yaml', subPath: 'user.yaml' }, {}] });
  expect(settings()).toEqual({
    etcd: { endpoints: 'etcd.test.svc.cluster.local:2379', ssl: { enabled: 'false' }, rootPath: 'test-milvus' },
    minio: {
      // With its port: to a host alone Milvus adds 9000.
      address: 'minio.test.svc.cluster.local:9000',
      useSSL: 'false',
      region: '',
      cloudProvider: 'aws',
      bucketName: 'milvus-bucket',
      rootPath: 'test-milvus',
    },
    mq: { type: 'rocksmq' },
    common: { storageType: 'remote', security: { authorizationEnabled: true } },
  });
});

test('two of them may share etcd and a bucket', () => {
  const other = settings({ component: 'vectors' });
  expect([other.etcd.rootPath, other.minio.rootPath]).toEqual(['test-vectors', 'test-vectors']);
});

test('there is exactly one, which the seed calls milvus-0, because the message queue is inside it (V027, V044)', () => {
  expect(find(build(milvus, { needs }).manifests, 'StatefulSet')).toMatchObject({ metadata: { name: 'milvus' }, spec: { replicas: 1 } });
});

test('no Service leads to the port of the metrics, where anybody may stop it', () => {
  const { manifests } = build(milvus, { needs });
  for (const name of ['milvus', 'milvus-headless']) {
    expect(find(manifests, 'Service', name)).toMatchObject({ spec: { ports: [{ name: 'grpc', port: 19530 }] } });
  }
});

test('is ready when all of it is healthy, and not restarted for what it waits for', () => {
  expect(container()).toMatchObject({
    startupProbe: { httpGet: { path: '/healthz', port: 'metrics' }, failureThreshold: 120 },
    readinessProbe: { httpGet: { path: '/healthz', port: 'metrics' } },
    livenessProbe: { tcpSocket: { port: 'metrics' } },
  });
});

test('runs as nobody special, in the group that the files of the image belong to', () => {
  const { spec } = find(build(milvus, { needs }).manifests, 'StatefulSet');
  expect(spec).toMatchObject({
    template: { spec: { securityContext: { runAsNonRoot: true, runAsUser: 999, runAsGroup: 0, fsGroup: 0 } } },
  });
});

test('latency of searches and number of indexes are on the dashboard (V058)', () => {
  const text = JSON.stringify(dashboard);
  expect(text).toContain('milvus_proxy_sq_latency_bucket');
  expect(text).toContain('milvus_datacoord_task_count');
});

test('the alert about the disk knows how large the volume is', () => {
  expect(rules()).toContain(' / 107374182400 > 0.7');
});

interface Settings {
  readonly etcd: { readonly rootPath: string };
  readonly minio: { readonly rootPath: string };
  readonly common: { readonly security: object };
}

function settings(rendering: { component?: string } = {}): Settings {
  const { data } = find(build(milvus, { ...rendering, needs }).manifests, 'ConfigMap');
  return parse(data['user.yaml'] ?? '') as Settings;
}

interface Container {
  readonly env: readonly { readonly name: string; readonly valueFrom?: object }[];
}

function container(): Container {
  const { spec } = find(build(milvus, { needs }).manifests, 'StatefulSet') as {
    spec: { template: { spec: { containers: [Container] } } };
  };
  return spec.template.spec.containers[0];
}

function variables() {
  return container().env;
}

function rules(): string {
  const [target] = build(milvus, { options: { storage: '100Gi' }, needs }).metrics;
  return fill(target?.rules ?? '', { job: 'milvus', namespace: 'test' });
}
