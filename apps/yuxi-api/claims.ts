import { dataProtection, type Identity, inWave, type MountedVolume, metadata } from '@gitops/kit';
import { PersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import { accessModeOf, type ConfigStorage } from './config-storage.ts';
import { waves } from './order.ts';
import { modelsDir, savesDir } from './settings.ts';

interface Volumes {
  readonly config: ConfigStorage;
  readonly storage: string;
  readonly storageClass?: string | undefined;
  readonly models?: { readonly storage: string } | undefined;
}

export const saves: MountedVolume = {
  volume: { name: 'saves', persistentVolumeClaim: { claimName: 'yuxi-saves-pvc' } },
  mount: { name: 'saves', mountPath: savesDir },
};

/** Read-only where it is used, but not in its claim: a claim that is read-only for all can't be filled (C23). */
export const models: MountedVolume = {
  volume: { name: 'models', persistentVolumeClaim: { claimName: 'yuxi-models-pvc', readOnly: true } },
  mount: { name: 'models', mountPath: modelsDir, readOnly: true },
};

/** Volumes that outlive the component (Y010). */
export function claims(self: Identity, options: Volumes): PersistentVolumeClaim[] {
  const first = options.config.mode === 'database' ? waves.config : waves.api;
  return [
    lastingClaim(self, { name: 'yuxi-saves-pvc', wave: first, storage: options.storage }, options),
    ...(options.models ? [lastingClaim(self, { name: 'yuxi-models-pvc', wave: waves.api, storage: options.models.storage }, options)] : []),
  ];
}

interface Claim {
  readonly name: string;
  readonly wave: number;
  readonly storage: string;
}

function lastingClaim(self: Identity, { name, wave, storage }: Claim, { config, storageClass }: Volumes): PersistentVolumeClaim {
  return new PersistentVolumeClaim({
    metadata: {
      ...metadata(self),
      name,
      annotations: { ...dataProtection, ...inWave(wave) },
    },
    spec: {
      accessModes: [accessModeOf(config)],
      ...(storageClass ? { storageClassName: storageClass } : {}),
      resources: { requests: { storage } },
    },
  });
}
