import { type Identity, metadata, part, podTemplate } from '@gitops/kit';
import { Job } from 'kubernetes-models/batch/v1/Job';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';

/**
 * Tables, then configuration, then the API. Elsewhere a component has no waves, because one that never gets ready would keep the sync running;
 * here only hooks are waited for, and they end. None is earlier than the ConfigMap and the network policy, which have no wave of their own
 * and so stand in 0: without them no Job reaches the database. Claims stand with the first that mounts them, or nothing would bind them.
 */
export const waves = { tables: 0, config: 1, api: 2 } as const;

export function inWave(wave: number) {
  return { 'argocd.argoproj.io/sync-wave': String(wave) };
}

/** A Job that Argo CD runs anew whenever it syncs, and before it goes on. Its name stays the same: hooks with another one would never be removed. */
export function syncHook(self: Identity, suffix: string, wave: number, pod: IPodSpec): Job {
  const own = part(self, suffix);
  return new Job({
    metadata: {
      ...metadata(own),
      annotations: {
        'argocd.argoproj.io/hook': 'Sync',
        'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
        ...inWave(wave),
      },
    },
    // Also where its Pod never starts: a sync that waits for ever takes no newer commit.
    spec: { backoffLimit: 3, activeDeadlineSeconds: 600, template: podTemplate(own, { restartPolicy: 'Never', ...pod }) },
  });
}
