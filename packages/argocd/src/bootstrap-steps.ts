import type { ClusterFacts } from './cluster.ts';
import { clusterNames } from './names.ts';
import { shell } from './shell.ts';

/** Step 1: the settings, by Argo CD's own chart or as patches. */
export function settings({ argocd }: ClusterFacts): string {
  const kubectl = `kubectl -n ${argocd.namespace}`;
  const inNamespaces = argocd.isolation === 'namespaces';
  const configMaps = inNamespaces ? ['argocd-cm', 'argocd-cmd-params-cm'] : ['argocd-cm'];
  const patches = configMaps.map((name) => `${kubectl} patch configmap ${name} --type merge --patch-file ${name}.patch.yaml`);
  return `## 1. Settings

They make a parent Application wait for its children; without them nothing comes up in order${inNamespaces ? ', and no child is even seen' : ''}.
Clusters that share an Argo CD share its settings: give them the same limits.${inNamespaces ? lookFirst(kubectl) : ''}

Argo CD from its Helm chart: add the values, with the version of the chart that \`helm -n ${argocd.namespace} list\` shows.
Where Argo CD keeps itself in Git, add them there instead.

${shell(
  `helm -n ${argocd.namespace} upgrade argocd argo-cd --repo https://argoproj.github.io/argo-helm --version <version> \\`,
  '  --reuse-values --values argocd-values.yaml',
)}

Argo CD from its manifests: patch them in. Never \`kubectl apply\` a ConfigMap of Argo CD: a server-side apply takes over what a plain
apply owned before and removes every other key, while a merge patch keeps them and outlives upgrades of Argo CD.

${shell(...patches, ...(inNamespaces ? restart(kubectl) : []))}

Either way this now prints \`true\`:

${shell(`${kubectl} get configmap argocd-cm -o jsonpath='{.data.resource\\.customizations\\.useOpenLibs\\.argoproj\\.io_Application}'`)}`;
}

function lookFirst(kubectl: string): string {
  return `

Look first whether Argo CD reads Applications from other namespaces already:

${shell(`${kubectl} get configmap argocd-cmd-params-cm -o jsonpath='{.data.application\\.namespaces}'`)}

If this prints any, keep them: give \`application.namespaces\` that list and \`,argocd-*\` instead of the value in the files here.`;
}

/** Controller and server read `argocd-cmd-params-cm` only when they start. */
function restart(kubectl: string): string[] {
  const both = "statefulset,deployment -l 'app.kubernetes.io/name in (argocd-application-controller,argocd-server)'";
  return [`${kubectl} rollout restart ${both}`, `${kubectl} rollout status ${both}`];
}

/** Step 2: how Argo CD may read private repositories. */
export function credentials({ argocd, addons }: ClusterFacts): string {
  const charts = addons.length > 0 ? '\nThe same goes for private chart repositories, with `--type helm --name <name>`.' : '';
  return `## 2. Access to the repository

A public repository needs none. For a private one give Argo CD a read-only key or token; it ends up in a Secret of Argo CD and never in Git.${charts}

${shell(
  `argocd repo add ${argocd.repository} --ssh-private-key-path <file>`,
  `argocd repo add ${argocd.repository} --username <name> --password <token>`,
)}`;
}

/** Step 3: the two objects that everything else follows from. */
export function start({ name, folder, argocd }: ClusterFacts): string {
  const { project, root } = clusterNames(name);
  const kubectl = `kubectl -n ${argocd.namespace}`;
  return `## 3. Start

By now \`${folder}/generated/argocd\` must be on the branch \`${argocd.branch}\`.

${shell(`kubectl apply -f appproject-${project}.yaml -f application-${root}.yaml`)}

See it work: the cluster's root becomes Synced, then the Applications of every environment appear wave by wave,
each wave once the one before is Healthy.

${shell(
  `${kubectl} wait application/${root} --for=jsonpath='{.status.sync.status}'=Synced --timeout=10m`,
  'kubectl get applications.argoproj.io --all-namespaces --watch',
)}

If it does not, the conditions say why:

${shell(`${kubectl} get application ${root} -o jsonpath='{.status.conditions}{"\\n"}{.status.operationState.message}{"\\n"}'`)}

Argo CD looks into Git every two to three minutes. A webhook from the Git server makes every commit count at once.`;
}
