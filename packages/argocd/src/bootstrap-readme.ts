import { addons, isolation, operation, removal } from './bootstrap-operation.ts';
import { credentials, settings, start } from './bootstrap-steps.ts';
import { stores } from './bootstrap-stores.ts';
import { argocdCluster, type ClusterFacts } from './cluster.ts';
import { argocdFeatures, minimumArgoCdVersion } from './versions.ts';

/** What an administrator does once for a cluster, how to see that it works, and how to undo it. */
export function bootstrapReadme(cluster: ClusterFacts): string {
  const sections = [
    introduction(cluster),
    prerequisites(cluster),
    settings(cluster),
    credentials(cluster),
    start(cluster),
    isolation(cluster),
    stores(cluster),
    operation(cluster),
    cluster.addons.length > 0 && addons(cluster),
    removal(cluster),
  ];
  return `${sections.filter(Boolean).join('\n\n')}\n`;
}

function introduction({ name, argocd }: ClusterFacts): string {
  return `# Bootstrap of the cluster ${name}

An administrator does this once. From then on Argo CD follows the branch \`${argocd.branch}\` of ${argocd.repository}
and brings every environment up in order, on every commit.

Run all commands in this folder, with kubectl pointing at the cluster in which Argo CD runs and argocd logged in to it.
Nothing here is synced: when a commit changes a file of this folder, do its step again.`;
}

function prerequisites({ argocd, destination }: ClusterFacts): string {
  const features = argocdFeatures.map(({ since, feature, reason }) => `  - ${since} brought \`${feature}\`: ${reason}.`);
  const target = 'name' in destination ? destination.name : destination.server;
  return `## Before you start

- Argo CD ${minimumArgoCdVersion} or later in the namespace \`${argocd.namespace}\`, with rights in the whole cluster (not \`namespace-install.yaml\`).
${features.join('\n')}
- It tracks objects by annotation, its default: \`application.resourceTrackingMethod\` in \`argocd-cm\` is missing or \`annotation\`.
- \`argocd cluster list\` shows ${clusters(target)}.`;
}

function clusters(target: string): string {
  const own = `\`${argocdCluster.name}\`, which holds the Applications`;
  return target === argocdCluster.name ? `${own} and what they deploy` : `\`${target}\`, where the environments run, and ${own}`;
}
