import { type IJob, Job } from 'kubernetes-models/batch/v1/Job';
import { type Identity, part } from './identity.ts';
import { metadata } from './metadata.ts';
import { podTemplate, type WorkloadSpec } from './workloads.ts';

/**
 * The annotation by which objects of one component follow each other. Only for a component with a `syncHook`, and its workloads stand in the
 * last wave: a sync that waits for one that never gets ready keeps running and takes no newer commit (docs/decisions/order.md).
 */
export function inWave(wave: number) {
  return { 'argocd.argoproj.io/sync-wave': String(wave) };
}

type HookSpec = WorkloadSpec<IJob> & { wave: number; activeDeadlineSeconds: number };

/**
 * A Job `<name>-<suffix>` that Argo CD runs anew whenever it syncs, and before it goes on to the next wave: for what every replica would race
 * to do. The deadline ends it where its Pod never starts. Its name stays the same: hooks with another one would never be removed.
 */
export function syncHook(self: Identity, suffix: string, { wave, pod, ...spec }: HookSpec): Job {
  const own = part(self, suffix);
  const hook = { 'argocd.argoproj.io/hook': 'Sync', 'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation' };
  return new Job({
    metadata: { ...metadata(own), annotations: { ...hook, ...inWave(wave) } },
    spec: { ...spec, template: podTemplate(own, { restartPolicy: 'Never', ...pod }) },
  });
}
