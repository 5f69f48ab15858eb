import type { ISubject } from 'kubernetes-models/rbac.authorization.k8s.io/v1/Subject';
import { problem } from '../../problem.ts';
import type { ObjectIndex } from '../object-index.ts';
import { defineRule } from '../rule.ts';

export const noMissingServiceAccount = defineRule({
  name: 'no-missing-service-account',
  *check({ plan, index }) {
    for (const { pod, namespace, subject, where } of index.workloads) {
      const name = pod.serviceAccountName ?? pod.serviceAccount;
      if (name && !exists(index, namespace, name)) yield problem('no-missing-service-account', where, { ...subject, name, namespace });
    }
    const bindings = [...index.of('RoleBinding.rbac.authorization.k8s.io'), ...index.of('ClusterRoleBinding.rbac.authorization.k8s.io')];
    for (const { object, namespace: own, subject, where } of bindings) {
      for (const { name, namespace } of accountsOf(object.subjects ?? [], own)) {
        // What another namespace holds is not ours to know.
        if (!plan.environment.namespaces.includes(namespace) || exists(index, namespace, name)) continue;
        yield problem('no-missing-service-account', where, { ...subject, name, namespace });
      }
    }
  },
});

function accountsOf(subjects: readonly ISubject[], own: string) {
  return subjects.flatMap(({ kind, name, namespace = own }) => (kind === 'ServiceAccount' ? [{ name, namespace }] : []));
}

function exists(index: ObjectIndex, namespace: string, name: string): boolean {
  return name === 'default' || index.has('ServiceAccount', namespace, name);
}
