import type { ArgoCd, ClusterFacts } from './cluster.ts';
import { addonName, clusterNames, environmentNames } from './names.ts';
import { argocdCm, argocdCmdParamsCm } from './settings.ts';
import { shell } from './shell.ts';

const anyEnvironment = '<environment>';

/** What keeps environments apart, or what is given up. */
export function isolation({ folder, argocd }: ClusterFacts): string {
  const { childNamespace, project } = environmentNames(anyEnvironment, argocd);
  if (argocd.isolation === 'shared') {
    return `## Who may do what

This cluster says \`isolation: shared\`: all Applications live in \`${argocd.namespace}\`. The order stays, but the wall between environments
is given up: an Application in Argo CD's own namespace may name any project, so whoever may commit under \`environments/\` can deploy
anything anywhere that Argo CD reaches. Guard \`environments/\` like \`clusters/\` by CODEOWNERS.`;
  }
  return `## Who may do what

The Applications of an environment live in \`${childNamespace}\`, and only the project \`${project}\` takes any from there.
It allows the kinds, namespaces and repository that were generated and nothing else, so a commit under \`environments/\` can't leave its
environment. What widens its rights is a change in \`${folder}/generated/argocd\`: guard \`clusters/\` by CODEOWNERS.`;
}

/** What people ask once it runs. */
export function operation({ argocd }: ClusterFacts): string {
  const { root, childNamespace } = environmentNames(anyEnvironment, argocd);
  return `## Every day

- An environment with \`sync: manual\` waits for \`argocd app sync ${root}\`. Never sync only a part of a root: it would skip the order.
- Back to an earlier state: \`git revert\`; with \`sync: manual\` also Rollback on the root, which takes every component back, in order.
- A StatefulSet keeps a Pod that never became ready, even after the fix is there. Delete it: \`kubectl -n <namespace> delete pod <pod>\`.
- Kubernetes never changes some fields of a StatefulSet, such as the size of its claims. Argo CD shows a ComparisonError for some minutes and then Synced, without
  having applied it. After such a commit: \`kubectl -n <namespace> delete statefulset <name> --cascade=orphan\`; the Pods stay, and Argo CD makes it anew.
- A root that waits for what will never come takes no newer commit before its operation ends: \`argocd app terminate-op ${root}\`.
- A component whose sync failed is tried three times more and then waits: for the next commit to its environment, which should be the fix,
  or, if nothing was wrong in Git, for \`argocd app sync ${childNamespace}/<name>\`.
- A child that Argo CD refuses can't be deleted until its finalizer is gone:
  \`kubectl -n ${childNamespace} patch application <name> --type merge --patch '{"metadata":{"finalizers":null}}'\`
- When the last object of a kind leaves an environment, its project may stop allowing the kind before Argo CD has removed the object.
  Argo CD then leaves the object alone: delete it by hand.${argocd.isolation === 'namespaces' ? buttons(argocd) : ''}`;
}

function buttons({ version }: ArgoCd): string {
  return `
- Argo CD's server may only look at Applications outside of its own namespace. That is enough to sync roots. For its buttons on single
  components too (the bindings are for the namespace \`argocd\`):
  \`kubectl apply -k 'https://github.com/argoproj/argo-cd//examples/k8s-rbac/argocd-server-applications?ref=v${version}'\``;
}

/** How the charts of the cluster come and go. */
export function addons({ name, argocd, addons }: ClusterFacts): string {
  const { root, addonsProject } = clusterNames(name);
  const pause = '{"spec":{"syncPolicy":{"automated":{"enabled":false}}}}';
  return `## Addons

${addons.map(({ name: addon, chart, version }) => `- \`${addonName(name, addon)}\`: ${chart} ${version}`).join('\n')}

They are healthy before the cluster's root touches any environment. Their project \`${addonsProject}\` allows any kind, because a chart's
content is not known beforehand, but only the repositories and namespaces of these charts: one that also writes to another namespace,
such as \`kube-system\` (cert-manager for its leader election, metrics-server), is refused: give it values that keep it in its own, or install it otherwise.

An addon that leaves cluster.yaml keeps running: with its resource definitions would go every object of their kinds.
To remove it with all that, do this before the commit, and apply \`application-${root}.yaml\` again after it:

${shell(
  `kubectl -n ${argocd.namespace} patch application ${root} --type merge --patch '${pause}'`,
  `argocd app delete ${addonName(name, '<addon>')} --wait`,
)}`;
}

/** How to undo it all; at every level a step of its own deletes what runs. */
export function removal({ name, argocd, rolloutDeadline: deadline, degradedGrace: grace }: ClusterFacts): string {
  const { root, project } = clusterNames(name);
  const names = environmentNames(anyEnvironment, argocd);
  const kubectl = `kubectl -n ${argocd.namespace}`;
  const shared = argocd.isolation === 'shared';
  const where = `-n ${shared ? argocd.namespace : names.childNamespace}`;
  const items = shared ? `.items[?(@.spec.project=="${names.project}")]` : '.items[*]';
  const each = [`kubectl ${where} get applications.argoproj.io -o jsonpath='{range ${items}}{.metadata.name}{"\\n"}{end}' \\`];
  const children = shared
    ? [...each, `  | xargs -r ${kubectl} delete applications.argoproj.io`]
    : [`kubectl ${where} delete applications.argoproj.io --all`];
  const namespace = shared ? [] : [`kubectl delete namespace ${names.childNamespace}`];
  return `## Remove

An environment: when its folder leaves Git, its root goes and everything keeps running. Argo CD never empties an Application by itself,
so the root of a cluster's last environment is deleted by hand: \`${kubectl} delete application ${names.root}\`.
Then delete what the components consist of, except namespaces and data, and after that their projects:

${shell(...children, `${kubectl} delete appproject ${names.project} ${names.rootProject}`, ...namespace)}

Last, in the cluster where it ran, \`kubectl delete namespace <namespace>\` deletes its data.

An environment that was renamed takes over what runs when its old Applications go without their objects, and the objects forget them:

${shell(
  ...each,
  `  | xargs -r -n 1 kubectl ${where} patch applications.argoproj.io --type merge --patch '{"metadata":{"finalizers":null}}'`,
  ...children,
  'kubectl annotate namespace <namespace> argocd.argoproj.io/tracking-id-',
  `kubectl -n <namespace> annotate "$(kubectl api-resources --namespaced --verbs=list,patch -o name | grep -v '^events' | paste -sd,)" \\`,
  '  --all argocd.argoproj.io/tracking-id-',
)}

The cluster: everything keeps running, and the roots of its environments keep following the branch until they are deleted too.

${shell(`${kubectl} delete application ${root}`, `${kubectl} delete appproject ${project}`)}

The settings${shared ? '' : ' (of `application.namespaces` only its `argocd-*`, where there is more)'}:

${shell(
  `${kubectl} patch configmap argocd-cm --type merge --patch '${without(argocdCm({ deadline, grace }).data)}'`,
  ...(shared ? [] : [`${kubectl} patch configmap argocd-cmd-params-cm --type merge --patch '${without(argocdCmdParamsCm().data)}'`]),
)}`;
}

/** A merge patch that removes these keys. */
function without(data: object): string {
  return JSON.stringify({ data: Object.fromEntries(Object.keys(data).map((key) => [key, null])) });
}
