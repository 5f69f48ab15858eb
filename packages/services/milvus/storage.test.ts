import { expect, test } from 'vitest';
import { storageSettings } from './storage.ts';

const secret = { name: 'storage-secret', keys: { accessKey: 'accessKey', secretKey: 'secretKey' } };

test.each([
  [{ url: 's3://' }, 's3.amazonaws.com:443'],
  [{ url: 's3://', region: 'eu-central-1' }, 's3.eu-central-1.amazonaws.com:443'],
  [{ url: 's3://', endpoint: 'https://objects.example.com' }, 'objects.example.com:443'],
  [{ url: 's3://', endpoint: 'http://minio:9000' }, 'minio:9000'],
  [{ url: 's3://', endpoint: 'http://minio' }, 'minio:80'],
])('S3 of %o is at %s', (storage, address) => {
  const settings = storageSettings({ provider: 's3', credentials: 'secret', secret, ...storage });
  expect(settings).toMatchObject({ storageType: 'remote', cloudProvider: 'aws', address });
  expect(settings.useSSL).toBe(String(address.endsWith(':443')));
});

test('Google Cloud Storage speaks S3 at one address', () => {
  expect(storageSettings({ provider: 'gcs', url: 'gs://', credentials: 'secret', secret })).toEqual({
    storageType: 'remote',
    address: 'storage.googleapis.com:443',
    useSSL: 'true',
    region: '',
    cloudProvider: 'gcp',
  });
});

test('Azure gets the domain of its cloud, because Milvus puts the account before it', () => {
  const url = 'https://account.blob.core.windows.net';
  const settings = storageSettings({ provider: 'azure', url, credentials: 'secret', secret });
  expect(settings).toMatchObject({ cloudProvider: 'azure', address: 'core.windows.net:443', useSSL: 'true' });
});

test('where a volume stands in for buckets, Milvus keeps its files on its own', () => {
  const settings = storageSettings({ provider: 'local', url: 'file:///data', claim: 'files', credentials: 'none', secret });
  expect(settings.storageType).toBe('local');
});
