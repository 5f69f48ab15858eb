import { type ObjectStorage, urlReach } from '@gitops/connections';
import type { ConnectionOf } from '@gitops/kit';

type Storage = ConnectionOf<typeof ObjectStorage>;

/** Where vectors and indexes are kept, in the words of Milvus' configuration. */
interface StorageSettings {
  readonly storageType: 'remote' | 'local';
  readonly address: string;
  readonly useSSL: string;
  readonly region: string;
  readonly cloudProvider: string;
}

/** Buckets are opened with keys: of Azure the name and the key of the account, of Google Cloud Storage those for its S3 API. */
export function storageSettings(storage: Storage): StorageSettings {
  if (storage.provider === 'local') return { storageType: 'local', address: '', useSSL: 'false', region: '', cloudProvider: 'aws' };
  const { cloudProvider, api } = remote[storage.provider];
  const url = api(storage);
  const { host, port } = urlReach(url);
  const useSSL = String(url.startsWith('https:'));
  return { storageType: 'remote', address: `${host}:${port}`, useSSL, region: storage.region ?? '', cloudProvider };
}

const remote: Readonly<Record<Exclude<Storage['provider'], 'local'>, { cloudProvider: string; api(storage: Storage): string }>> = {
  s3: {
    cloudProvider: 'aws',
    api: ({ endpoint, region }) => endpoint ?? `https://s3${region ? `.${region}` : ''}.amazonaws.com`,
  },
  gcs: { cloudProvider: 'gcp', api: ({ endpoint }) => endpoint ?? 'https://storage.googleapis.com' },
  // Milvus puts the account, which is its access key, and "blob" before the address itself.
  azure: { cloudProvider: 'azure', api: ({ url }) => url.replace(/^(https?:\/\/)[^.]+\.blob\./, '$1') },
};
