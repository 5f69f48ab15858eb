import type { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import type { IPersistentVolumeClaimSpec } from 'kubernetes-models/v1/PersistentVolumeClaimSpec';
import type { IVolume } from 'kubernetes-models/v1/Volume';
import type { IVolumeMount } from 'kubernetes-models/v1/VolumeMount';
import type { SecretHandle } from './secret.ts';

/** A volume and its mount, tied by one name. */
export interface MountedVolume {
  readonly volume: IVolume;
  readonly mount: IVolumeMount;
}

/** A ConfigMap as a directory, or one file of it at an exact path with `subPath`. */
export function mountConfig(config: ConfigMap, mountPath: string, subPath?: string): MountedVolume {
  const name = volumeName(config.metadata?.name ?? 'config');
  return {
    volume: { name, configMap: { name: config.metadata?.name ?? '' } },
    mount: { name, mountPath, readOnly: true, ...(subPath ? { subPath } : {}) },
  };
}

/** A Secret as a directory of files, one a key. */
export function mountSecret(handle: SecretHandle, mountPath: string): MountedVolume {
  const name = volumeName(handle.name);
  return { volume: { name, secret: { secretName: handle.name } }, mount: { name, mountPath, readOnly: true } };
}

/** Space that lives as long as the Pod: what a read-only root file system lacks. */
export function scratch(name: string, mountPath: string, emptyDir: NonNullable<IVolume['emptyDir']> = {}): MountedVolume {
  return { volume: { name, emptyDir }, mount: { name, mountPath } };
}

/** Size of a claim and the class of the storage that backs it. */
export interface ClaimOptions {
  readonly storage: string;
  readonly storageClass?: string | undefined;
}

/** One claim per Pod of a StatefulSet, and its mount. Its template is immutable once applied (C0.17). */
export function claim(name: string, mountPath: string, { storage, storageClass }: ClaimOptions, spec: IPersistentVolumeClaimSpec = {}) {
  return {
    template: {
      metadata: { name },
      spec: {
        accessModes: ['ReadWriteOnce' as const],
        ...(storageClass ? { storageClassName: storageClass } : {}),
        resources: { requests: { storage } },
        ...spec,
      },
    },
    mount: { name, mountPath } satisfies IVolumeMount,
  };
}

/** Names of volumes are DNS labels: at most 63 characters, no dots. */
function volumeName(name: string): string {
  return name.replaceAll('.', '-').slice(0, 63);
}
