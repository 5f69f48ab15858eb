import { type Identity, metadata } from '@gitops/kit';
import { ServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { type Static, type TString, Type } from 'typebox';

const Names = (value: TString, description: string) =>
  Type.Record(Type.String({ pattern: '^([a-z0-9.-]+/)?[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$' }), value, {
    default: {},
    description,
  });
const Label = Type.String({
  pattern: '^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$',
  description: 'The value of a label: letters, digits, dots, hyphens and underscores, at most 63',
});

/** Who the Pods are for their cloud, where it knows ServiceAccounts: Azure and AWS by an annotation, Azure by a label of the Pods as well. */
export const CloudIdentity = Type.Object(
  {
    annotations: Names(Type.String(), 'Of the ServiceAccount, such as azure.workload.identity/client-id or eks.amazonaws.com/role-arn'),
    labels: Names(Label, 'Of the Pods, such as azure.workload.identity/use: "true"'),
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
