import { build, find, render } from '@gitops/kit/testing';
import { describe, expect, test } from 'vitest';
import { minio } from './minio.ts';

const options = {
  buckets: [{ name: 'documents' }, { name: 'backups', owner: 'backup', versioning: true }, { name: 'downloads', access: 'download' }],
  ingress: { host: 'objects.example.com', class: 'nginx', issuer: 'letsencrypt' },
  storage: '1Ti',
  storageClass: 'premium-ssd',
  resources: { requests: { cpu: '2', memory: '4Gi' }, limits: { cpu: '4', memory: '8Gi' } },
};

test('defaults', async () => {
  await expect(render(minio)).toMatchFileSnapshot('golden/defaults.yaml');
});

test('every option set', async () => {
  const rendering = { component: 'objects', secretName: 'objects-login', secretKeys: { accessKey: 'access-key' }, options };
  await expect(render(minio, rendering)).toMatchFileSnapshot('golden/full.yaml');
});

test('dependants speak S3 to the address of the seed', () => {
  expect(build(minio).connection).toMatchObject({
    provider: 's3',
    url: 's3://',
    endpoint: 'http://minio.test.svc.cluster.local:9000',
    credentials: 'secret',
  });
  expect(find(build(minio).manifests, 'Service', 'minio')).toMatchObject({ spec: { ports: [{ port: 9000 }, { port: 9001 }] } });
});

test('people reach the API from outside, never the console', () => {
  const backend = { service: { name: 'minio', port: { name: 'api' } } };
  expect(find(build(minio, { options }).manifests, 'Ingress')).toMatchObject({
    spec: { rules: [{ host: 'objects.example.com', http: { paths: [{ backend }] } }] },
  });
});

test('no password has a value, and dependants are not the administrator', () => {
  const { secrets } = build(minio, { secretName: 'minio-secret' });
  const generated = expect.objectContaining({ from: 'random' });
  expect(secrets).toEqual([
    { name: 'minio-secret', keys: { accessKey: { from: 'literal', value: 'app' }, secretKey: generated } },
    { name: 'minio-root', keys: { password: generated } },
  ]);
});

describe('a bucket with an owner', () => {
  const rendered = build(minio, { options: { buckets: [{ name: 'documents' }, { name: 'backups', owner: 'backup' }] } });
  const { data } = find(rendered.manifests, 'ConfigMap');

  test('is used by that user alone: it may read, write and delete objects, and nothing else', () => {
    expect(JSON.parse(data['policy.backup.json'] ?? '').Statement).toEqual([
      {
        Effect: 'Allow',
        Action: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'],
        Resource: ['arn:aws:s3:::backups'],
      },
      {
        Effect: 'Allow',
        Action: ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject'],
        Resource: ['arn:aws:s3:::backups/*'],
      },
    ]);
  });

  test('is closed to dependants, who may do everything with all others', () => {
    expect(JSON.parse(data['policy.app.json'] ?? '').Statement).toEqual([
      { Effect: 'Allow', Action: ['s3:*'], Resource: ['arn:aws:s3:::*'] },
      { Effect: 'Deny', Action: ['s3:*'], Resource: ['arn:aws:s3:::backups', 'arn:aws:s3:::backups/*'] },
    ]);
  });

  test('has a Secret of its own', () => {
    expect(rendered.secrets).toContainEqual({
      name: 'minio-backup',
      keys: { accessKey: { from: 'literal', value: 'backup' }, secretKey: expect.objectContaining({ from: 'random' }) },
    });
  });

  test.each(['app', 'root', 'secret'])('belongs to nobody called %s, whose Secret is another', (owner) => {
    expect(() => build(minio, { options: { buckets: [{ name: 'backups', owner }] } })).toThrow('pattern');
  });
});

test('the credentials that everybody knows appear nowhere', () => {
  expect(render(minio, { options })).not.toMatch(/minioadmin/i);
});

test('one server owns the volume: a StatefulSet never starts a second one beside it, as a rolling Deployment would', () => {
  expect(find(build(minio).manifests, 'StatefulSet')).toMatchObject({ spec: { replicas: 1, serviceName: 'minio-headless' } });
});

test('the Pod waits for nothing: an init container that asks for its own server never ends', () => {
  expect(JSON.stringify(build(minio).manifests)).not.toContain('initContainers');
});

test('buckets are private and without versions unless the list says otherwise', () => {
  expect(list([{ name: 'documents' }])).toBe('documents off private\n');
  expect(list(options.buckets)).toBe('documents off private\nbackups on private\ndownloads off download\n');
});

test('a changed list is a new Job', () => {
  expect(jobName([{ name: 'documents' }])).not.toBe(jobName([{ name: 'documents', versioning: true }]));
});

test('data lies exactly where the image declares its volume, else the container gets an empty one', () => {
  const { spec } = find(build(minio).manifests, 'StatefulSet');
  expect(spec).toMatchObject({ template: { spec: { containers: [{ volumeMounts: [{ name: 'data', mountPath: '/data' }, {}] }] } } });
});

test('is ready when the drive is, and is not restarted for it', () => {
  expect(find(build(minio).manifests, 'StatefulSet')).toMatchObject({
    spec: {
      template: {
        spec: {
          containers: [
            {
              startupProbe: { httpGet: { path: '/minio/health/cluster' } },
              readinessProbe: { httpGet: { path: '/minio/health/cluster' } },
              livenessProbe: { httpGet: { path: '/minio/health/live' } },
            },
          ],
        },
      },
    },
  });
});

function list(buckets: object[]): string {
  const { data } = find(build(minio, { options: { buckets } }).manifests, 'ConfigMap');
  return data['buckets.txt'] ?? '';
}

function jobName(buckets: object[]): string | undefined {
  const { metadata } = find(build(minio, { options: { buckets } }).manifests, 'Job');
  return metadata.name;
}
