import { bootstrapReadme } from './bootstrap-readme.ts';
import type { ClusterFacts } from './cluster.ts';
import { clusterProject } from './cluster-project.ts';
import { clusterRoot } from './cluster-root.ts';
import { clusterNames } from './names.ts';
import { argocdCm, argocdCmdParamsCm, argocdValues } from './settings.ts';

/** Files that an administrator applies once, by their names: objects to serialize as YAML, and texts. */
type BootstrapFiles = Readonly<Record<string, object | string>>;

/** What a cluster needs before Argo CD keeps it by itself, in the order of its README. */
export function bootstrapFiles(cluster: ClusterFacts): BootstrapFiles {
  const { argocd, rolloutDeadline, degradedGrace } = cluster;
  const names = clusterNames(cluster.name);
  const limits = { deadline: rolloutDeadline, grace: degradedGrace };
  return {
    'README.md': bootstrapReadme(cluster),
    'argocd-cm.patch.yaml': argocdCm(limits),
    ...(argocd.isolation === 'namespaces' ? { 'argocd-cmd-params-cm.patch.yaml': argocdCmdParamsCm() } : {}),
    'argocd-values.yaml': argocdValues(limits, argocd),
    [`appproject-${names.project}.yaml`]: clusterProject(cluster),
    [`application-${names.root}.yaml`]: clusterRoot(cluster),
  };
}
