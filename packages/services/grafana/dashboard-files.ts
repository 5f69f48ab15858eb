import type { ScrapeTarget } from '@gitops/kit';

/** The dashboards by their uid, each once: a dashboard shows every component of its kind. */
export function dashboardFiles(targets: readonly ScrapeTarget[]): Map<string, string> {
  const files = new Map<string, string>();
  for (const { dashboard } of targets) {
    if (dashboard) files.set(uidOf(dashboard), `${JSON.stringify(dashboard, null, 2)}\n`);
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Part of the name of a ConfigMap, so no more than a DNS label allows. */
function uidOf(dashboard: { uid?: unknown }): string {
  const { uid } = dashboard;
  if (typeof uid !== 'string' || !/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(uid)) throw new Error(`no uid for a ConfigMap: ${uid}`);
  return uid;
}
