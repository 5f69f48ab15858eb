import { type Identity, metadata } from '@gitops/kit';
import { ServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { type Static, Type } from 'typebox';

const Names = (description: string) =>
  Type.Record(Type.String({ pattern: '^([a-z0-9.-]+/)?[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$' }), Type.String(), {
    default: {},
    description,
  });

/** Who the Pods are for their cloud, where it knows ServiceAccounts: Azure and AWS by an annotation, Azure by a label of the Pods as well. */
export const CloudIdentity = Type.Object(
  {
    annotations: Names('Of the ServiceAccount, such as azure.workload.identity/client-id or eks.amazonaws.com/role-arn'),
    labels: Names('Of the Pods, such as azure.workload.identity/use: "true"'),
  },
  {
    additionalProperties: false,
    default: {},
    description: 'The identity that the cloud gives the Pods, for storage or a key vault without keys',
  },
);
export type CloudIdentity = Static<typeof CloudIdentity>;

/** An account of its own, so that a right that is given to it is given to nobody else. The API server has no use for it. */
export function serviceAccount(self: Identity, { annotations }: CloudIdentity): ServiceAccount {
  const own = Object.keys(annotations).length > 0 ? annotations : undefined;
  return new ServiceAccount({ metadata: { ...metadata(self), annotations: own }, automountServiceAccountToken: false });
}
