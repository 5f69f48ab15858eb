import { OneOf } from '@gitops/kit';
import { type Static, Type } from 'typebox';
import { DnsLabel } from './names.ts';

const closed = { additionalProperties: false } as const;

const ArgoCd = Type.Object(
  {
    namespace: Type.String({ default: 'argocd', description: 'Namespace that Argo CD itself runs in' }),
    version: Type.String({ pattern: '^\\d+\\.\\d+(\\.\\d+)?$', description: 'Version of Argo CD, such as "3.5.1"; 3.3 at least' }),
    repository: Type.String({
      pattern: '^(https://|ssh://|git@)\\S+$',
      description: 'URL of this repository as Argo CD reaches it, such as https://git.example.com/platform.git',
    }),
    branch: Type.String({ default: 'main', description: 'Branch that the environments follow' }),
    isolation: OneOf(['namespaces', 'shared'], {
      default: 'namespaces',
      description:
        'namespaces: every environment has a namespace of its own for its Applications. shared: they live beside Argo CD, which gives up that guard',
    }),
  },
  { ...closed, description: 'The Argo CD that deploys to the cluster' },
);

const SecretStore = Type.Object(
  {
    kind: OneOf(['SecretStore', 'ClusterSecretStore'], {
      default: 'ClusterSecretStore',
      description: 'Kind of the object of the External Secrets Operator',
    }),
    provider: OneOf(['azure-key-vault', 'aws-secrets-manager', 'gcp-secret-manager', 'vault'], { description: 'What holds the values' }),
    prefix: Type.String({ default: '', description: 'Stands before every name in the store' }),
  },
  closed,
);

const Addon = Type.Object(
  {
    name: DnsLabel('Name of the Application; the name of an operator counts as that operator'),
    namespace: DnsLabel('Namespace that the chart is installed into'),
    repository: Type.String({
      pattern: '^(https|oci)://\\S+$',
      description: 'Helm repository, such as https://charts.example.com or oci://registry.example.com/charts',
    }),
    chart: Type.String({ description: 'Name of the chart' }),
    version: Type.String({ pattern: '^v?\\d+\\.\\d+\\.\\d+\\S*$', description: 'Exact version of the chart' }),
    values: Type.Record(Type.String(), Type.Unknown(), { default: {}, description: 'Values of the chart' }),
  },
  closed,
);

/** clusters/<name>/cluster.yaml: facts about one Kubernetes cluster and its Argo CD. */
export const ClusterFile = Type.Object(
  {
    argocd: ArgoCd,
    destination: Type.Union(
      [
        Type.Object({ server: Type.String({ pattern: '^https://\\S+$', description: 'Address of the API server' }) }, closed),
        Type.Object({ name: Type.String({ description: 'Name under which Argo CD knows the cluster' }) }, closed),
      ],
      { default: { name: 'in-cluster' }, description: 'Where Argo CD deploys to; the cluster that it runs in by default' },
    ),
    kubernetes: Type.String({ pattern: '^1\\.\\d+$', description: 'Version of Kubernetes, such as "1.33" (with quotes)' }),
    cloud: OneOf(['azure', 'aws', 'gcp', 'local'], { description: 'Whose cluster it is' }),
    region: Type.Optional(Type.String({ description: 'Region of the cloud' })),
    storageClasses: Type.Object(
      {
        block: Type.Optional(
          Type.String({ description: "For volumes that one Pod writes; the cluster's default class where it is not set" }),
        ),
        file: Type.Optional(Type.String({ description: 'For volumes that several Pods write (ReadWriteMany)' })),
        others: Type.Array(Type.String(), { default: [], description: 'What else exists and may be named by an option' }),
      },
      { ...closed, default: {}, description: 'Storage classes by purpose' },
    ),
    ingress: Type.Optional(
      Type.Object(
        {
          class: Type.String({ description: 'IngressClass that Ingresses name' }),
          namespace: DnsLabel('Namespace of the ingress controller, which alone reaches what has an Ingress'),
          issuer: Type.Optional(Type.String({ description: 'ClusterIssuer of cert-manager that signs the certificates' })),
        },
        { ...closed, description: 'The ingress controller' },
      ),
    ),
    reportsAddresses: Type.Optional(
      Type.Boolean({
        description:
          'Whether Ingresses and LoadBalancer Services get an address, and their component waits for it; by default on every cloud but local',
      }),
    ),
    operators: Type.Array(Type.String(), {
      default: [],
      description: 'Operators that are installed, such as external-secrets, cert-manager, metrics-server',
    }),
    secretStores: Type.Record(Type.String(), SecretStore, { default: {}, description: 'Stores of the External Secrets Operator, by name' }),
    rolloutDeadline: Type.Integer({
      minimum: 60,
      default: 900,
      description: 'Seconds after which a rollout that still progresses counts as failed',
    }),
    degradedGrace: Type.Integer({ minimum: 0, default: 120, description: 'Seconds for which a Degraded component is still waited for' }),
    addons: Type.Array(Addon, { default: [], description: 'Helm charts that are installed before all environments' }),
  },
  { ...closed, title: 'Cluster', description: 'Facts about one Kubernetes cluster and its Argo CD' },
);
export type ClusterFile = Static<typeof ClusterFile>;
