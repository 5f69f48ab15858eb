/**
 * The order in the folder that a cluster's root syncs: addons before anything that may need their kinds, then per environment the
 * namespace, the projects and the root. Roots share the last wave, because that one is not awaited: no environment holds up another.
 */
export const clusterWaves = { addonsProject: -2, addon: -1, namespace: 0, project: 1, root: 2 } as const;

export function syncWave(wave: number) {
  return { 'argocd.argoproj.io/sync-wave': String(wave) };
}

/**
 * For what Argo CD needs to delete the children of an environment: it outlives its file in Git, and a cascading deletion of the cluster's
 * root. The second annotation keeps that root Synced meanwhile.
 */
export const kept = {
  'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
  'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
} as const;

/** The comparison is a dry run on the API server, so that defaults and the fields of other managers are no difference. */
export const serverSideDiff = { 'argocd.argoproj.io/compare-options': 'ServerSideDiff=true' } as const;

/**
 * Commits that touch none of the paths leave the Application at what it has; `.` is the folder of its source. One of them has to be a file
 * that changes whenever another leaves the folder, such as an inventory: Argo CD lists a file that Git takes for renamed under its new
 * name only, and would keep what it was.
 */
export function generatedFrom(...paths: readonly string[]) {
  return { 'argocd.argoproj.io/manifest-generate-paths': paths.join(';') };
}
