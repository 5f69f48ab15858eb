import { cronJob, env, job } from '@gitops/kit';
import { CronJob } from 'kubernetes-models/batch/v1/CronJob';
import { Job } from 'kubernetes-models/batch/v1/Job';
import type { Options } from './options.ts';
import type { Source } from './sources.ts';
import { podOf, type Site, sourceStep, storeStep } from './steps.ts';

/** A CronJob whose last run failed is Degraded, and a failed backup must never hold a deployment; alerts.yml tells people. */
const annotations = { 'argocd.argoproj.io/ignore-healthcheck': 'true' };

/** Dumps, then uploads and deletes what is too old. */
export function backupJob(site: Site, source: Source): CronJob {
  const { self, options } = site;
  const made = cronJob(self, source.name, {
    schedule: source.timing.schedule,
    timeZone: 'Etc/UTC',
    concurrencyPolicy: 'Forbid',
    startingDeadlineSeconds: 3600,
    successfulJobsHistoryLimit: 1,
    failedJobsHistoryLimit: 3,
    jobTemplate: { backoffLimit: 2, activeDeadlineSeconds: options.deadlineSeconds },
    pod: podOf(
      site,
      [sourceStep(site, `dump-${source.name}`, source)],
      storeStep(site, 'upload', source, env({ RETENTION_DAYS: options.retentionDays })),
    ),
  });
  return new CronJob({ ...made, metadata: { ...made.metadata, annotations } });
}

/** Fetches a backup, loads it, and marks that as done. */
export function restoreJob(site: Site, source: Source, { from, memory }: NonNullable<Options['restore']>): Job {
  const which = env({ FROM: from });
  const load = sourceStep(site, `load-${source.name}`, source);
  const made = job(site.self, 'restore', {
    // What was cut off is looked at by somebody before it is tried again.
    backoffLimit: 0,
    pod: podOf(
      site,
      [
        storeStep(site, 'fetch', source, which),
        { ...load, env: [...source.env, ...which], resources: { ...load.resources, limits: { ...load.resources?.limits, memory } } },
      ],
      storeStep(site, 'mark', source, which),
    ),
  });
  return new Job({ ...made, metadata: { ...made.metadata, annotations } });
}
