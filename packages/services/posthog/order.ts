import { type Identity, metadata, part, podTemplate } from '@gitops/kit';
import { Job } from 'kubernetes-models/batch/v1/Job';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';

/**
 * Tables of PostgreSQL, then those of ClickHouse, then the Pods that ask for both. Only hooks are waited for, and they end. None is earlier than
 * the ConfigMaps and the network policy, which stand in 0 and without which no Job reaches a database.
 */
export const waves = { postgres: 0, clickhouse: 1, pods: 2 } as const;

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
    // Some minutes the first time. The end is for a Pod that never starts: a sync that waits for ever takes no newer commit.
    spec: { backoffLimit: 3, activeDeadlineSeconds: 1200, template: podTemplate(own, { restartPolicy: 'Never', ...pod }) },
  });
}
