import { build, find, render } from '@gitops/kit/testing';
import { expect, test } from 'vitest';
import { redis } from './redis.ts';

test('defaults', async () => {
  await expect(render(redis)).toMatchFileSnapshot('golden/defaults.yaml');
});

test('every option set', async () => {
  const options = {
    maxmemoryPolicy: 'allkeys-lru',
    storage: '50Gi',
    storageClass: 'managed-premium',
    resources: { requests: { cpu: '500m', memory: '4Gi' }, limits: { cpu: '2', memory: '6Gi' } },
  };
  const rendering = { component: 'sessions', secretName: 'tp-redis-secret', secretKeys: { password: 'redis_password' }, options };
  await expect(render(redis, rendering)).toMatchFileSnapshot('golden/full.yaml');
});

test.each([
  ['3Gi', '2048mb'],
  ['1Gi', '682mb'],
  ['1.5Gi', '1024mb'],
  ['300Mi', '200mb'],
  ['3G', '1907mb'],
  ['3221225472', '2048mb'],
])('of a memory limit of %s two thirds are for data: a full Redis is not killed while it saves (V024)', (memory, maxmemory) => {
  const { manifests } = build(redis, { options: { resources: { limits: { memory } } } });
  expect(find(manifests, 'ConfigMap')).toMatchObject(configuration(`maxmemory ${maxmemory}\n`));
});

test('nothing is evicted unless the environment says so, because sessions would be lost silently', () => {
  expect(find(build(redis).manifests, 'ConfigMap')).toMatchObject(configuration('maxmemory-policy noeviction\n'));
});

test('keeps both an append only file and snapshots, where the volume is (V024)', () => {
  const { manifests } = build(redis);
  for (const line of ['dir /data', 'appendonly yes', 'appendfsync everysec', 'save 900 1 300 10 60 10000']) {
    expect(find(manifests, 'ConfigMap')).toMatchObject(configuration(`\n${line}\n`));
  }
  expect(find(manifests, 'StatefulSet')).toMatchObject(container({ volumeMounts: [{ name: 'data', mountPath: '/data' }, {}] }));
});

test('asks for a password, which is in the Secret that the environment names and nowhere else', () => {
  const { manifests, secrets } = build(redis, { secretName: 'tp-redis-secret', secretKeys: { password: 'redis_password' } });
  expect(find(manifests, 'ConfigMap')).toMatchObject(configuration('protected-mode yes\n'));
  expect(find(manifests, 'ConfigMap')).not.toMatchObject(configuration('\nrequirepass'));
  expect(find(manifests, 'StatefulSet')).toMatchObject(
    container({
      args: ['redis-server', '/etc/redis/redis.conf', '--requirepass', '$(REDISCLI_AUTH)'],
      env: [{ name: 'REDISCLI_AUTH', valueFrom: { secretKeyRef: { name: 'tp-redis-secret', key: 'redis_password' } } }],
    }),
  );
  expect(secrets).toEqual([{ name: 'tp-redis-secret', keys: { redis_password: expect.objectContaining({ from: 'random' }) } }]);
});

test('is ready when all data is loaded, and is neither restarted nor cut off when a full disk makes PING fail', () => {
  expect(find(build(redis).manifests, 'StatefulSet')).toMatchObject(
    container({
      startupProbe: { exec: { command: ['sh', '-c', 'redis-cli ping | grep -q PONG'] } },
      readinessProbe: { exec: { command: ['redis-cli', 'ping'] } },
      livenessProbe: { exec: { command: ['redis-cli', 'ping'] } },
    }),
  );
});

test('the exporter has the password too', () => {
  const { manifests } = build(redis, { secretName: 'tp-redis-secret', secretKeys: { password: 'redis_password' } });
  expect(find(manifests, 'Deployment')).toMatchObject(
    container({
      env: [
        { name: 'REDIS_ADDR', value: 'redis://redis.test.svc.cluster.local:6379' },
        { name: 'REDIS_PASSWORD', valueFrom: { secretKeyRef: { name: 'tp-redis-secret', key: 'redis_password' } } },
      ],
    }),
  );
});

function configuration(part: string) {
  return { data: { 'redis.conf': expect.stringContaining(part) } };
}

function container(part: object) {
  return { spec: { template: { spec: { containers: [part] } } } };
}
