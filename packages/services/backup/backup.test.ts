import { ObjectStorage } from '@gitops/connections';
import { connect } from '@gitops/kit';
import { build, find, render } from '@gitops/kit/testing';
import { describe, expect, test } from 'vitest';
import { backup } from './backup.ts';
import {
  job,
  jobs,
  keys,
  minio,
  nacos,
  needs,
  postgres,
  redis,
  refs,
  restoreJob,
  stepsOf,
  target,
  value,
  watcher,
} from './testing/rendered.ts';

const mirror = { endpoint: 'https://s3.example.com', bucket: 'offsite', secret: 'offsite-secret', buckets: ['documents', 'backups'] };
const restore = { source: 'postgres', from: '20260131T011000Z.sql.gz' };

test('defaults', async () => {
  await expect(render(backup, { needs })).toMatchFileSnapshot('golden/defaults.yaml');
});

test('every option set', async () => {
  const options = {
    bucket: 'safe',
    targetSecret: 'minio-backup',
    retentionDays: 14,
    scratch: '50Gi',
    deadlineSeconds: 7200,
    skip: ['redis'],
    postgres: { schedule: '0 */6 * * *', overdueHours: 8, superuserSecret: 'postgres-superuser' },
    mysql: { schedule: '7 3 * * *', overdueHours: 30 },
    nacos: { schedule: '9 3 * * *', overdueHours: 30 },
    mirror: { ...mirror, schedule: '30 4 * * 0', overdueHours: 180 },
    restore: { source: 'redis', from: '20260131T012500Z.rdb', memory: '6Gi' },
    resources: { requests: { cpu: '200m', memory: '256Mi' }, limits: { cpu: '2', memory: '1Gi' } },
  };
  await expect(render(backup, { component: 'nightly', needs, options })).toMatchFileSnapshot('golden/full.yaml');
});

describe('a failed backup', () => {
  const all = [...jobs(), job('backup-mirror', { mirror }), restoreJob({ source: 'mirror', from: 'documents' }, { mirror })];

  test('never holds a deployment: Argo CD leaves its Job out of the health', () => {
    expect(all).toHaveLength(6);
    for (const { metadata } of all) expect(metadata.annotations).toEqual({ 'argocd.argoproj.io/ignore-healthcheck': 'true' });
  });

  test('is never uploaded: the upload begins when the dump has ended well, in a Pod of its own', () => {
    for (const { name, pod } of jobs()) {
      expect(pod.restartPolicy).toBe('Never');
      expect(stepsOf(pod)).toEqual([[`dump-${name.replace('backup-', '')}`], ['upload']]);
    }
  });

  test('is told by what is missing in the bucket, whatever became of its Pods', () => {
    expect(build(backup, { needs }).metrics).toEqual([
      { port: 'metrics', path: '/metrics.txt', rules: expect.stringContaining('BackupOverdue'), dashboard: expect.anything() },
    ]);
    const [watch, metrics] = watcher().containers;
    expect(value(watch, 'SOURCES')).toBe('postgres=26 redis=26 mysql=26 nacos=26');
    expect(metrics).toMatchObject({
      ports: [{ name: 'metrics', containerPort: 8080 }],
      command: expect.arrayContaining(['8080', '/metrics']),
    });
  });

  test('is tried again, stays to be looked at, and never runs beside the next one or for ever', () => {
    for (const { spec } of jobs()) {
      expect(spec).toMatchObject({ concurrencyPolicy: 'Forbid', failedJobsHistoryLimit: 3, startingDeadlineSeconds: 3600 });
      expect(spec.jobTemplate?.spec).toMatchObject({ backoffLimit: 2, activeDeadlineSeconds: 14_400 });
      expect(spec.jobTemplate?.spec).not.toHaveProperty('ttlSecondsAfterFinished');
    }
  });
});

test('no two backups start at the same minute', () => {
  const minutes = [...jobs(), job('backup-mirror', { mirror })].map(({ spec }) => spec.schedule);
  expect(new Set(minutes).size).toBe(5);
});

describe('sources', () => {
  test('are those that the environment has, less those that are skipped (V055)', () => {
    const names = (given: object, options: object = {}) => jobs(options, given).map(({ name }) => name);
    expect(names({ target })).toEqual([]);
    expect(names({ target, redis, nacos })).toEqual(['backup-redis', 'backup-nacos']);
    expect(names(needs, { skip: ['redis', 'mysql'] })).toEqual(['backup-postgres', 'backup-nacos']);
    expect(value(watcher({ skip: ['redis', 'mysql'] }).containers[0], 'SOURCES')).toBe('postgres=26 nacos=26');
  });

  test('PostgreSQL as a whole needs the superuser, one database does not (C1)', () => {
    const [owner] = job('backup-postgres').pod.initContainers ?? [];
    expect(value(owner, 'SCOPE')).toBe('database');
    expect(refs(owner)).toEqual({ PGUSER: 'pg-secret/username', PGPASSWORD: 'pg-secret/password' });
    const options = { postgres: { superuserSecret: 'postgres-superuser' } };
    const [superuser] = job('backup-postgres', options).pod.initContainers ?? [];
    expect([value(superuser, 'SCOPE'), value(superuser, 'PGUSER')]).toEqual(['server', 'postgres']);
    expect(refs(superuser)).toEqual({ PGPASSWORD: 'postgres-superuser/password' });
    expect(build(backup, { needs, options }).secrets).toEqual([
      { name: 'postgres-superuser', keys: { password: expect.objectContaining({ from: 'given' }) } },
    ]);
    expect(build(backup, { needs: { target }, options }).secrets).toEqual([]);
  });

  test('a mirror asks for the keys of the other store, and for the way there', () => {
    const rendering = { needs, options: { mirror } };
    expect(build(backup, rendering).secrets).toEqual([
      { name: 'offsite-secret', keys: { accessKey: expect.anything(), secretKey: expect.anything() } },
    ]);
    expect(build(backup, rendering).reaches).toEqual([{ host: 's3.example.com', port: 443 }]);
    expect(build(backup, { needs }).reaches).toEqual([]);
    expect(value(job('backup-mirror', { mirror }).pod.initContainers?.[0], 'REMOTE')).toBe('remote/offsite');
  });
});

describe('the target', () => {
  test.each([
    ['MinIO', minio, 'http://$(TARGET_ACCESS_KEY):$(TARGET_SECRET_KEY)@minio.test.svc.cluster.local:9000'],
    [
      'Amazon',
      { provider: 's3', url: 's3://', region: 'eu-central-1', credentials: 'secret' },
      'https://$(TARGET_ACCESS_KEY):$(TARGET_SECRET_KEY)@s3.eu-central-1.amazonaws.com',
    ],
    [
      'Google',
      { provider: 'gcs', url: 'gs://', credentials: 'secret' },
      'https://$(TARGET_ACCESS_KEY):$(TARGET_SECRET_KEY)@storage.googleapis.com',
    ],
    ['an open store', { ...minio, credentials: 'none' }, 'http://minio.test.svc.cluster.local:9000'],
  ] as const)('is %s by an alias that needs no file', (_, endpoint, url) => {
    const [upload] = job('backup-redis', {}, { redis, target: connect(ObjectStorage, endpoint, keys) }).pod.containers;
    expect(value(upload, 'MC_HOST_target')).toBe(url);
    expect(value(upload, 'TARGET')).toBe('target/backups/backup');
    // Kubernetes fills in only what stands before (C0.2).
    const names = upload?.env?.map(({ name }) => name) ?? [];
    expect(names.indexOf('TARGET_SECRET_KEY')).toBeLessThan(names.indexOf('MC_HOST_target'));
  });

  test('is a directory where a volume stands in for it', () => {
    const local = connect(ObjectStorage, { provider: 'local', url: 'file:///data', claim: 'storage', credentials: 'none' }, keys);
    const { pod } = job('backup-redis', {}, { redis, target: local });
    expect(pod.volumes).toContainEqual({ name: 'target', persistentVolumeClaim: { claimName: 'storage' } });
    expect(pod.containers[0]?.volumeMounts).toContainEqual({ name: 'target', mountPath: '/data' });
    expect(value(pod.containers[0], 'TARGET')).toBe('/data/backups/backup');
    expect(refs(pod.containers[0])).toEqual({});
  });
});

describe('a user of its own', () => {
  const options = { targetSecret: 'minio-backup' };
  const own = { TARGET_ACCESS_KEY: 'minio-backup/accessKey', TARGET_SECRET_KEY: 'minio-backup/secretKey' };

  test('takes the place of the one that all dependants share, wherever backups are written, read or deleted', () => {
    for (const { pod } of jobs(options)) expect(refs(pod.containers[0])).toEqual(own);
    expect(refs(watcher(options).containers[0])).toEqual(own);
    const { pod } = restoreJob(restore, options);
    expect([pod.initContainers?.[0], pod.containers[0]].map(refs)).toEqual([own, own]);
    expect(build(backup, { needs, options }).secrets).toEqual([
      { name: 'minio-backup', keys: { accessKey: expect.objectContaining({ from: 'given' }), secretKey: expect.anything() } },
    ]);
  });

  test('reaches no other bucket: a mirror copies those with the keys of the dependants', () => {
    const [dump] = job('backup-mirror', { ...options, mirror }).pod.initContainers ?? [];
    expect(value(dump, 'BUCKETS')).toBe('others/documents target/backups');
    expect(refs(dump)).toMatchObject({
      ...own,
      OTHERS_SECRET_KEY: 'minio-secret/secretKey',
      REMOTE_SECRET_KEY: 'offsite-secret/secretKey',
    });
    expect(refs(job('backup-redis', { ...options, mirror }).pod.containers[0])).toEqual(own);
  });

  test('is the shared one where nothing else is said', () => {
    const [dump] = job('backup-mirror', { mirror }).pod.initContainers ?? [];
    expect(value(dump, 'BUCKETS')).toBe('target/documents target/backups');
    expect(dump?.env?.filter(({ name }) => name === 'MC_CONFIG_DIR')).toHaveLength(1);
  });
});

describe('a restore', () => {
  test('fetches, loads and marks, one after the other, and is not repeated by itself', () => {
    const { spec, pod } = restoreJob(restore);
    expect(stepsOf(pod)).toEqual([['fetch', 'load-postgres'], ['mark']]);
    expect(spec).toMatchObject({ backoffLimit: 0 });
    for (const container of [...(pod.initContainers ?? []), ...pod.containers]) expect(value(container, 'FROM')).toBe(restore.from);
  });

  test('of something else is another Job', () => {
    const name = (from: string) => restoreJob({ ...restore, from }).name;
    expect(name(restore.from)).toMatch(/^backup-restore-[0-9a-f]{8}$/);
    expect(name(restore.from)).not.toBe(name('20260130T011000Z.sql.gz'));
  });

  test('has as much memory as it is given, because Redis holds all its data', () => {
    const [, load] = restoreJob({ source: 'redis', from: '20260131T012500Z.rdb', memory: '8Gi' }).pod.initContainers ?? [];
    expect(load?.resources).toMatchObject({ limits: { memory: '8Gi' } });
  });

  test('is possible of what is not backed up any more', () => {
    expect(restoreJob(restore, { skip: ['postgres'] }).name).toMatch(/^backup-restore-/);
  });

  test('is not there unless asked for, or of a source that is not there', () => {
    const names = (given: object, options: object) => jobs(options, given).map(({ name }) => name);
    expect(names(needs, {}).filter((name) => name.includes('restore'))).toEqual([]);
    expect(names({ target, redis }, { restore })).toEqual(['backup-redis']);
  });
});

test('every script that a container runs is there', () => {
  const { manifests } = build(backup, { needs, options: { mirror, restore } });
  const { data } = find(manifests, 'ConfigMap');
  const pods = [...jobs({ mirror }), restoreJob(restore, { mirror })].map(({ pod }) => pod);
  const commands = [...pods, watcher()].flatMap((pod) => [...(pod.initContainers ?? []), ...pod.containers].map(({ command }) => command));
  const scripts = commands.flatMap((command) => command?.filter((part) => part.startsWith('/scripts/')) ?? []);
  expect(scripts).toHaveLength(14);
  for (const script of scripts) expect(data).toHaveProperty([script.replace('/scripts/', '')]);
});

test('the runbook has the names of this component', () => {
  const text = build(backup, { component: 'nightly', options: { skip: ['redis'] }, needs: { target, postgres, redis } }).runbook;
  expect(text).toContain('kubectl -n test exec deploy/nightly -c watch -- mc ls target/backups/nightly/postgres/');
  expect(text).not.toContain('#### redis');
  expect(text).toContain('kubectl -n test port-forward svc/minio 9000');
});
