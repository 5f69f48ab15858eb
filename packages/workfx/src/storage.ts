import type { ObjectStorage } from '@gitops/connections';
import {
  type ConnectionOf,
  given,
  type MountedVolume,
  mountSecret,
  type Reach,
  type SecretRequirement,
  secret,
  secretRef,
} from '@gitops/kit';
import type { IEnvVarSource } from 'kubernetes-models/v1/EnvVarSource';
import { requirements, type Settings, variables } from './settings.ts';

type Storage = ConnectionOf<typeof ObjectStorage>;

/** What a Pod needs to open the buckets. Their names and addresses are in the ConfigMap. */
export interface StorageAccess {
  readonly env: Readonly<Record<string, string | IEnvVarSource>>;
  readonly volumes: readonly MountedVolume[];
  readonly secrets: readonly SecretRequirement[];
  /** Beyond the storage itself: who exchanges the identity of the Pod for a token. */
  readonly reaches: readonly Reach[];
}

const nothing: StorageAccess = { env: {}, volumes: [], secrets: [], reaches: [] };
const tokenService: Reach = { host: '*', port: 443 };
/** GKE's metadata server, under both addresses that its network policies see. */
const metadataServer: readonly Reach[] = [
  { host: '169.254.169.254', port: 80 },
  { host: '169.254.169.252', port: 988 },
];

export function storageAccess(storage: Storage | undefined): StorageAccess {
  if (storage?.provider === 'local') return localAccess(storage);
  if (storage?.credentials === 'secret') return withSecret[storage.provider](storage);
  if (storage?.credentials !== 'workload-identity') return nothing;
  return { ...nothing, reaches: storage.provider === 'gcs' ? [tokenService, ...metadataServer] : [tokenService] };
}

/** The volume stands where the URL of the buckets says (W056). */
function localAccess({ url, claim }: Storage): StorageAccess {
  if (!claim) return nothing;
  const mount = { name: 'files', mountPath: new URL(url).pathname };
  return { ...nothing, volumes: [{ volume: { name: 'files', persistentVolumeClaim: { claimName: claim } }, mount }] };
}

const withSecret: Readonly<Record<Exclude<Storage['provider'], 'local'>, (storage: Storage) => StorageAccess>> = {
  s3: ({ secret: keys }) => ({
    ...nothing,
    env: { AWS_ACCESS_KEY_ID: secretRef(keys, 'accessKey'), AWS_SECRET_ACCESS_KEY: secretRef(keys, 'secretKey') },
  }),
  // Azure has one string for account and key, and the loader a class and a Secret of its own for it (B1).
  azure() {
    const settings: Settings[] = [
      {
        class: 'AzureStorageConnectionSettings',
        secret: 'azure-storage-connection-string',
        keys: { azure_connection_string: given('connection string of the Azure storage account') },
      },
    ];
    return { ...nothing, env: variables(settings), secrets: requirements(settings) };
  },
  // Google's clients read the key of a service account from a file only.
  gcs() {
    const key = secret('gcs-service-account-key', ['key.json']);
    const directory = mountSecret(key, '/var/run/secrets/gcs');
    return {
      env: { GOOGLE_APPLICATION_CREDENTIALS: `${directory.mount.mountPath}/key.json` },
      volumes: [directory],
      secrets: [{ name: key.name, keys: { 'key.json': given('JSON key of the Google service account that opens the buckets') } }],
      reaches: [tokenService],
    };
  },
};
