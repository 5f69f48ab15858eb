import { expect, test } from 'vitest';
import { storageAccess } from './storage.ts';

const keys = { name: 'files-secret', keys: { accessKey: 'root-user', secretKey: 'root-password' } };

test('S3 with keys: by reference, under the names that AWS gives them (W056)', () => {
  expect(storageAccess({ provider: 's3', url: 's3://', credentials: 'secret', secret: keys })).toEqual({
    env: {
      AWS_ACCESS_KEY_ID: { secretKeyRef: { name: 'files-secret', key: 'root-user' } },
      AWS_SECRET_ACCESS_KEY: { secretKeyRef: { name: 'files-secret', key: 'root-password' } },
    },
    volumes: [],
    secrets: [],
    reaches: [],
  });
});

test('Azure with keys: one string, from the Secret that the loader knows (W056)', () => {
  const { env, secrets } = storageAccess({
    provider: 'azure',
    url: 'https://c.blob.core.windows.net',
    credentials: 'secret',
    secret: keys,
  });
  expect(env).toEqual({
    AzureStorageConnectionSettings_azure_connection_string: {
      secretKeyRef: { name: 'azure-storage-connection-string', key: 'azure_connection_string' },
    },
  });
  expect(secrets).toEqual([
    { name: 'azure-storage-connection-string', keys: { azure_connection_string: expect.objectContaining({ from: 'given' }) } },
  ]);
});

test('Google with a key: a file, because nothing else is read (W056, W060)', () => {
  const { env, volumes, secrets } = storageAccess({ provider: 'gcs', url: 'gs://', credentials: 'secret', secret: keys });
  expect(env).toEqual({ GOOGLE_APPLICATION_CREDENTIALS: '/var/run/secrets/gcs/key.json' });
  expect(volumes).toMatchObject([
    { volume: { secret: { secretName: 'gcs-service-account-key' } }, mount: { mountPath: '/var/run/secrets/gcs', readOnly: true } },
  ]);
  expect(secrets).toMatchObject([{ name: 'gcs-service-account-key', keys: { 'key.json': { from: 'given' } } }]);
});

test.each(['azure', 's3', 'gcs'] as const)(
  '%s with the identity of the Pods: no Secret, but a way to whoever gives out tokens',
  (provider) => {
    const access = storageAccess({ provider, url: 'https://storage.example', credentials: 'workload-identity', secret: keys });
    expect(access).toMatchObject({ env: {}, volumes: [], secrets: [] });
    expect(access.reaches).toContainEqual({ host: '*', port: 443 });
  },
);

test('Google gives out tokens on the node', () => {
  const { reaches } = storageAccess({ provider: 'gcs', url: 'gs://', credentials: 'workload-identity', secret: keys });
  expect(reaches).toContainEqual({ host: '169.254.169.254', port: 80 });
});

test('a volume stands where the URL says (W056)', () => {
  expect(
    storageAccess({ provider: 'local', url: 'file:///data/files', claim: 'workfx-files', credentials: 'none', secret: keys }),
  ).toMatchObject({
    env: {},
    volumes: [{ volume: { persistentVolumeClaim: { claimName: 'workfx-files' } }, mount: { mountPath: '/data/files' } }],
  });
});

test('open buckets and no buckets ask for nothing', () => {
  const nothing = { env: {}, volumes: [], secrets: [], reaches: [] };
  expect(storageAccess({ provider: 's3', url: 's3://', credentials: 'none', secret: keys })).toEqual(nothing);
  expect(storageAccess(undefined)).toEqual(nothing);
});
