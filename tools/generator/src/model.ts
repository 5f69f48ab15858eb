import type { Addon, ArgoCd, Destination, SecretStore } from '@gitops/argocd';
import type { AnyContract, AnyService, Identity, SecretHandle, SecretValue } from '@gitops/kit';
import type { Location } from './problem.ts';

/** Facts about one Kubernetes cluster and its Argo CD: cluster.yaml with its defaults. */
export interface Cluster {
  readonly name: string;
  /** `clusters/<name>` */
  readonly folder: string;
  readonly argocd: ArgoCd;
  /** Where Argo CD deploys to. */
  readonly destination: Destination;
  /** `1.33` */
  readonly kubernetes: string;
  readonly cloud: 'azure' | 'aws' | 'gcp' | 'local';
  readonly region?: string;
  readonly storageClasses: {
    /** For volumes that one Pod writes. */
    readonly block?: string;
    /** For volumes that several Pods write (ReadWriteMany). */
    readonly file?: string;
    /** What else exists and may be named. */
    readonly others: readonly string[];
  };
  readonly ingress?: { readonly class: string; readonly namespace: string; readonly issuer?: string };
  /** Whether Ingresses and LoadBalancer Services ever get an address; where they don't, nothing waits for it. */
  readonly reportsAddresses: boolean;
  readonly operators: readonly string[];
  readonly secretStores: Readonly<Record<string, SecretStore>>;
  /** Seconds after which a rollout that still progresses counts as failed. */
  readonly rolloutDeadline: number;
  /** Seconds for which a Degraded component is still waited for. */
  readonly degradedGrace: number;
  readonly addons: readonly Addon[];
  /** The place of a value in cluster.yaml; of the nearest enclosing one where it has none. */
  at(...path: readonly (string | number)[]): Location;
}

/** How the Secrets of an environment come to be. */
export type SecretsPolicy =
  | { readonly provider: 'existing'; readonly existing: Readonly<Record<string, readonly string[]>> }
  | {
      readonly provider: 'external-secrets';
      readonly store: string;
      readonly refreshInterval: string;
      /** Secret, key, and what the store calls its value, where it differs from the convention. */
      readonly remote: Readonly<Record<string, Readonly<Record<string, string>>>>;
    }
  | { readonly provider: 'sealed-secrets' };

export type Mode = 'full' | 'hybrid' | 'minimal';
type Stage = 'development' | 'staging' | 'production';

/** An environment with its layers, defaults and the facts of its cluster: complete and frozen. */
export interface Environment {
  readonly name: string;
  /** `environments/<name>` */
  readonly folder: string;
  readonly cluster: Cluster;
  readonly namespace: string;
  /** Every namespace of its components, sorted. */
  readonly namespaces: readonly string[];
  readonly mode: Mode;
  readonly stage: Stage;
  readonly sync: 'automatic' | 'manual';
  readonly podSecurity: Readonly<Record<string, PodSecurityLevel>>;
  /** What each namespace may use at most. */
  readonly quota?: Quota;
  /** Whether Pods have priorities by tier. */
  readonly priorityClasses: boolean;
  readonly secrets: SecretsPolicy;
  readonly components: ReadonlyMap<string, Component>;
  readonly patches: readonly Patch[];
  /** Where a value came from: environment.yaml, a layer, or the nearest enclosing value that a person wrote. */
  at(...path: readonly (string | number)[]): Location;
}

/** Sums of requests, as Kubernetes quantities. */
export interface Quota {
  readonly cpu: string;
  readonly memory: string;
  readonly storage: string;
  readonly pods: number;
}

export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';
export type Component = DeployedComponent | ExternalComponent;

/** A component that the environment runs. */
export interface DeployedComponent {
  readonly kind: 'deployed';
  readonly name: string;
  readonly builder: AnyService;
  readonly self: Identity;
  readonly image: string;
  readonly images: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, unknown>>;
  readonly secret: SecretHandle;
  readonly connection: ConnectionValue;
  /** From the builder's name of a need to the component that fulfils it. Optional needs that nobody fulfils are left out. */
  readonly needs: Readonly<Record<string, string>>;
  /** Namespaces outside of the environment whose Pods may use it. */
  readonly clients: readonly string[];
}

/** A component that is only known: the environment gives its connection. */
interface ExternalComponent {
  readonly kind: 'external';
  readonly name: string;
  readonly contract: AnyContract;
  readonly connection: ConnectionValue;
}

/** A connection whose contract is known at run time only. */
export type ConnectionValue = Readonly<Record<string, unknown>> & { readonly secret: SecretHandle };

/** RFC 6902 operations on one rendered object. */
export interface Patch {
  readonly target: { readonly kind: string; readonly name: string; readonly namespace?: string };
  readonly reason: string;
  readonly patch: readonly PatchOperation[];
}

export type PatchOperation =
  | { readonly op: 'add' | 'replace' | 'test'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string }
  | { readonly op: 'move' | 'copy'; readonly from: string; readonly path: string };

/** A rendered object as plain data, with what every stage after `build` asks of it. */
export interface ManifestObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

export type PlannedTier = 'foundation' | 'infrastructure' | 'application' | 'tooling';

/** One component with its final objects: patched, annotated, ready to be checked and written. */
export interface PlannedComponent {
  readonly name: string;
  readonly tier: PlannedTier;
  /** tier × 100 + depth: the sync wave of its Application. */
  readonly wave: number;
  readonly namespace: string;
  readonly objects: readonly ManifestObject[];
  /** What people do by hand, as Markdown; empty for most. */
  readonly runbook: string;
  /** The line behind it: of the component in environment.yaml or a layer. A function, because only findings ask for it. */
  at(): Location;
}

/** One Secret of the environment: which keys, where each value comes from, who asked for it. */
export interface PlannedSecret {
  readonly name: string;
  /** Where it is not Opaque: registries have a type of their own. */
  readonly type?: string;
  readonly namespace: string;
  readonly keys: Readonly<Record<string, SecretValue>>;
  readonly components: readonly string[];
}

/** Everything that will be written for one environment, before it is text. */
export interface EnvironmentPlan {
  readonly environment: Environment;
  /** In order of waves, then names; the foundation first. */
  readonly components: readonly PlannedComponent[];
  readonly secrets: readonly PlannedSecret[];
}

/** Files of one folder that the generator owns: all or nothing is written. */
export interface FileSet {
  /** `environments/workfx-ka/generated` */
  readonly folder: string;
  /** The environment or cluster, as problems name it: `environments/workfx-ka`. */
  readonly unit: string;
  /** From the path inside the folder, with forward slashes, to the text. */
  readonly files: ReadonlyMap<string, string>;
}
