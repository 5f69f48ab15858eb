/** Facts about a cluster and its Argo CD, as cluster.yaml states them. */
export interface ClusterFacts {
  readonly name: string;
  /** `clusters/<name>` */
  readonly folder: string;
  readonly argocd: ArgoCd;
  /** Where the environments run. */
  readonly destination: Destination;
  /** Seconds after which a rollout that still progresses counts as failed. */
  readonly rolloutDeadline: number;
  /** Seconds for which a Degraded component is still waited for. */
  readonly degradedGrace: number;
  readonly addons: readonly Addon[];
  /** Stores of the External Secrets Operator that environments read, by name. */
  readonly secretStores: Readonly<Record<string, SecretStore>>;
}

export interface SecretStore {
  readonly kind: 'SecretStore' | 'ClusterSecretStore';
  readonly provider: 'azure-key-vault' | 'aws-secrets-manager' | 'gcp-secret-manager' | 'vault';
  /** Stands before every name in the store. */
  readonly prefix: string;
}

export interface ArgoCd {
  readonly namespace: string;
  /** `3.5.1` */
  readonly version: string;
  readonly repository: string;
  readonly branch: string;
  /** `shared`: children live in Argo CD's own namespace, for an Argo CD without applications in any namespace. */
  readonly isolation: 'namespaces' | 'shared';
}

/** A cluster by its address, or by the name under which Argo CD knows it. A project and its Applications must use the same form. */
export type Destination = { readonly server: string } | { readonly name: string };

/** A Helm chart that the cluster needs before any environment, such as an operator. */
export interface Addon {
  readonly name: string;
  readonly namespace: string;
  readonly repository: string;
  readonly chart: string;
  readonly version: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Applications, projects and their namespaces are always written to the cluster in which Argo CD itself runs. */
export const argocdCluster = { name: 'in-cluster' } as const satisfies Destination;
