import { childName, environmentNames } from '@gitops/argocd';
import type { Environment, PlannedComponent } from '../model.ts';

/** What somebody does who was woken up: which component holds up the others, why, and how to get back. */
export function firstAid({ name, cluster, sync }: Environment, components: readonly PlannedComponent[]): string {
  const { root, childNamespace } = environmentNames(name, cluster.argocd);
  const elsewhere = 'name' in cluster.destination && cluster.destination.name === 'in-cluster' ? '' : ', in the cluster where Argo CD runs';
  const back =
    sync === 'manual'
      ? `Back to what ran before: *Rollback* on the root \`${root}\`, or \`git revert\` and \`argocd app sync ${root}\`.`
      : 'Back to what ran before: `git revert`, and push.';
  return `## When something is wrong

Which component is not Healthy, and holds up those of later waves${elsewhere}:

\`\`\`sh
kubectl -n ${childNamespace} get applications.argoproj.io -o custom-columns='NAME:.metadata.name,SYNC:.status.sync.status,HEALTH:.status.health.status,LAST:.status.operationState.phase'
kubectl -n ${childNamespace} get application ${childName(name, '<component>')} -o jsonpath='{.status.conditions}{"\\n"}{.status.operationState.message}{"\\n"}'
kubectl -n ${cluster.argocd.namespace} get application ${root} -o jsonpath='{.status.conditions}{"\\n"}{.status.operationState.message}{"\\n"}'
\`\`\`

Which Pods are not ready, and why:

\`\`\`sh
kubectl get pods --all-namespaces -l app.kubernetes.io/part-of=${name}
kubectl -n <namespace> describe pods -l app.kubernetes.io/component=<component>
kubectl -n <namespace> logs -l app.kubernetes.io/component=<component> --all-containers --prefix --tail=50
\`\`\`

What a service does after a restart, an upgrade, a lost node, a full disk or a wrong password, and what to do then, is in the README of its
builder: \`packages/services/<builder>\` or \`apps/<builder>\`.

${back} Changes by hand last for seconds, because Argo CD undoes them.
A Pod of a StatefulSet that never became ready keeps its version: delete it once the fix is there. Where the root waits for what will never come:
\`argocd app terminate-op ${root}\`. Pods read a Secret when they start: after a new value \`kubectl -n <namespace> rollout restart <kind>/<name>\`.${hasTemplates(components) ? enlarging : ''}`;
}

function hasTemplates(components: readonly PlannedComponent[]): boolean {
  return components.some(({ objects }) =>
    objects.some(({ kind, spec }) => kind === 'StatefulSet' && 'volumeClaimTemplates' in Object(spec)),
  );
}

const enlarging = `

A volume of a StatefulSet grows in three steps, where its class lets volumes grow. The last one leaves the Pods alone; without it Kubernetes refuses the new
size, because the template of a StatefulSet can't change:

\`\`\`sh
kubectl -n <namespace> patch pvc data-<name>-<n> --type merge --patch '{"spec":{"resources":{"requests":{"storage":"<size>"}}}}' # every claim of it
# then the same size as \`storage\` of the component in environment.yaml: render, commit, push
kubectl -n <namespace> delete statefulset <name> --cascade=orphan # Argo CD makes it anew, around its Pods
\`\`\``;
