import type { ObjectStorage } from '@gitops/connections';
import { type ConnectionOf, env, type MountedVolume, type SecretHandle, secretRef } from '@gitops/kit';
import type { IEnvVar } from 'kubernetes-models/v1/EnvVar';

/** mc keeps its state there; the home of its image is not writable. */
const home = env({ MC_CONFIG_DIR: '/tmp/.mc' });

/** Where mc finds the buckets, and what its containers need for that. */
export interface Store {
  /** An alias, or the directory that stands in for a store. */
  readonly path: string;
  readonly env: readonly IEnvVar[];
  readonly volumes: readonly MountedVolume[];
}

/**
 * What speaks S3 with access keys (also Google Cloud Storage, with its HMAC keys), or a volume.
 * Azure Blob and identities of the cloud are unknown to mc: backups to them fail, and alert.
 */
export function targetStore(
  { provider, url, endpoint, region, claim, credentials, secret }: ConnectionOf<typeof ObjectStorage>,
  alias = 'target',
): Store {
  if (provider === 'local') {
    const path = new URL(url).pathname;
    const volume = { name: 'target', persistentVolumeClaim: { claimName: claim ?? '' } };
    return { path, env: home, volumes: [{ volume, mount: { name: 'target', mountPath: path } }] };
  }
  const address = endpoint ?? publicAddress(url, region);
  const access = credentials === 'secret' ? s3Store(alias, address, secret).env : env({ [`MC_HOST_${alias}`]: address });
  return { path: alias, env: [...home, ...access], volumes: [] };
}

/** A store under an alias that needs no file: mc reads it from the environment, also in `kubectl exec`. */
export function s3Store(alias: string, address: string, secret: SecretHandle<'accessKey' | 'secretKey'>): Store {
  const name = alias.toUpperCase();
  const vars = env({
    [`${name}_ACCESS_KEY`]: secretRef(secret, 'accessKey'),
    [`${name}_SECRET_KEY`]: secretRef(secret, 'secretKey'),
    [`MC_HOST_${alias}`]: address.replace('://', `://$(${name}_ACCESS_KEY):$(${name}_SECRET_KEY)@`),
  });
  return { path: alias, env: vars, volumes: [] };
}

/** What a container needs for several stores, each variable once. */
export function envOf(stores: readonly Store[]): IEnvVar[] {
  const all = stores.flatMap((store) => store.env);
  return all.filter(({ name }, index) => all.findIndex((other) => other.name === name) === index);
}

function publicAddress(url: string, region: string | undefined): string {
  if (url.startsWith('s3:')) return `https://s3.${region ? `${region}.` : ''}amazonaws.com`;
  return url.startsWith('gs:') ? 'https://storage.googleapis.com' : url;
}
