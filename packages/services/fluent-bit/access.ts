import { type Identity, type Manifest, metadata } from '@gitops/kit';
import { Role } from 'kubernetes-models/rbac.authorization.k8s.io/v1/Role';
import { RoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/RoleBinding';
import { ServiceAccount } from 'kubernetes-models/v1/ServiceAccount';

/** An account that may look at each Pod of these namespaces, and nothing else. */
export function access(self: Identity, namespaces: readonly string[]): Manifest[] {
  const subject = { kind: 'ServiceAccount', name: self.name, namespace: self.namespace };
  return [
    new ServiceAccount({ metadata: metadata(self) }),
    ...namespaces.flatMap((namespace) => [
      new Role({
        metadata: { ...metadata(self), namespace },
        rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
      }),
      new RoleBinding({
        metadata: { ...metadata(self), namespace },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: self.name },
        subjects: [subject],
      }),
    ]),
  ];
}
