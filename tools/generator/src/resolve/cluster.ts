import { minimumArgoCdVersion, missingFeatures } from '@gitops/argocd';
import { withDefaults } from '@gitops/kit';
import type { Cluster } from '../model.ts';
import { ClusterFile } from '../parse/schemas/cluster-file.ts';
import { nearest, type Parsed } from '../parse/workspace.ts';
import { type Problem, problem } from '../problem.ts';

/** A cluster with the defaults of its schema. */
export function resolveCluster({ name, unit, value, yaml }: Parsed<ClusterFile>): { cluster: Cluster; problems: Problem[] } {
  const complete = withDefaults(ClusterFile, value) as ClusterFile;
  const { reportsAddresses = complete.cloud !== 'local' } = complete;
  const cluster: Cluster = { ...complete, reportsAddresses, name, folder: unit, at: (...path) => nearest(yaml, path) };
  const { version } = cluster.argocd;
  const [missing] = missingFeatures(version);
  if (!missing) return { cluster, problems: cluster.argocd.isolation === 'shared' ? [sharedIsolation(cluster)] : [] };
  const facts = { version, minimum: minimumArgoCdVersion, reason: `${missing.feature}: ${missing.reason}` };
  return { cluster, problems: [problem('outdated-argo-cd', { unit, at: cluster.at('argocd', 'version') }, facts)] };
}

function sharedIsolation({ folder, argocd, at }: Cluster): Problem {
  return problem('shared-isolation', { unit: folder, at: at('argocd', 'isolation') }, { namespace: argocd.namespace });
}
