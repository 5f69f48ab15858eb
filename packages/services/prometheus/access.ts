import { type Identity, type Manifest, metadata } from '@gitops/kit';
import { Role } from 'kubernetes-models/rbac.authorization.k8s.io/v1/Role';
import { RoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/RoleBinding';
import { ServiceAccount } from 'kubernetes-models/v1/ServiceAccount';

/** An account that may list the Pods of these namespaces, and nothing else. */
export function access(self: Identity, namespaces: readonly string[]): Manifest[] {
  const account = new ServiceAccount({ metadata: metadata(self) });
  const subject = { kind: 'ServiceAccount', name: self.name, namespace: self.namespace };
  return [
    account,
    ...namespaces.flatMap((namespace) => [
      new Role({
        metadata: { ...metadata(self), namespace },
        rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] }],
      }),
      new RoleBinding({
        metadata: { ...metadata(self), namespace },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: self.name },
        subjects: [subject],
      }),
    ]),
  ];
}
