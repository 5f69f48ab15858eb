import type { Model } from '@kubernetes-models/base';
import type { Static, TObject, TProperties } from 'typebox';
import type { Connection, ConnectionContract, ConnectionOf, OptionalNeed, Reach } from './connection.ts';
import type { Identity } from './identity.ts';
import type { MetricsTarget, ScrapeTarget } from './metrics.ts';
import type { OperatedPods } from './operated.ts';
import type { SecretHandle, SecretRequirement } from './secret.ts';

/** Any object of kubernetes-models. */
export type Manifest = Model<object>;

/** Later tiers may need earlier ones, never the other way round. `foundation` is the generator's own. */
export type Tier = 'infrastructure' | 'application' | 'tooling';

// Contracts of any shape: variance makes `unknown` too narrow here.
// biome-ignore lint/suspicious/noExplicitAny: a registry of contracts has no common endpoint type
export type AnyContract = ConnectionContract<any, any>;
/** The contracts that a builder asks for, by the names under which it gets the connections. */
export type Needs = Record<string, AnyContract | OptionalNeed<AnyContract>>;
type Connections<N extends Needs> = {
  readonly [K in keyof N]: N[K] extends OptionalNeed<infer C> ? ConnectionOf<C> | undefined : ConnectionOf<N[K]>;
};

/** What a builder knows before anything is built: identity, options, and the Secret that environment.yaml may have renamed. */
interface Known<O, Key extends string> {
  readonly self: Identity;
  readonly options: O;
  /** `<name>-secret` with the keys of the contract, unless the component's `secret:` says otherwise. */
  readonly secret: SecretHandle<Key>;
}

/** What a builder is given. There is nothing else: no environment name, no mode, no cloud. */
export interface Build<O, Endpoint, Key extends string, N extends Needs, Image extends string> extends Known<O, Key> {
  readonly image: string;
  /** The further images, by the names that the definition gives them. */
  readonly images: Readonly<Record<Image, string>>;
  readonly connection: Connection<Endpoint, Key>;
  readonly needs: Connections<N>;
  /** What the components of the environment serve, for a builder that `observes` them; empty for all others. */
  readonly targets: readonly ScrapeTarget[];
}

/** All that there is to say about a builder. */
export interface ServiceDefinition<
  Options extends TProperties,
  Endpoint,
  Key extends string,
  N extends Needs,
  Image extends string = never,
> {
  /** Also the name of its folder and file. */
  readonly name: string;
  readonly tier: Tier;
  /** The name of its objects where a requirement fixes one that differs, such as `workfx-ai-api`. */
  readonly objectName?: string;
  /** Repository and tag. Without a tag every environment must give one; a builder without Pods has none. */
  readonly image?: string;
  /** Images of sidecars and Jobs. */
  readonly images?: Readonly<Record<Image, string>>;
  /** What environment.yaml may set. Closed: `additionalProperties: false`. */
  readonly options: TObject<Options>;
  /** The contract that dependants ask for. */
  readonly provides: ConnectionContract<Endpoint, Key>;
  /** Contracts that must be fulfilled first: the edges from which waves, wiring and network policies are derived. */
  readonly needs?: N;
  /** Known from identity and options alone, so that all connections exist before anything is built. */
  connection(known: Known<Static<TObject<Options>>, NoInfer<Key>>): Connection<NoInfer<Endpoint>, NoInfer<Key>>;
  /** The Secrets that the objects refer to, with where each value comes from. */
  secrets?(service: Build<Static<TObject<Options>>, Endpoint, Key, N, Image>): readonly SecretRequirement[];
  /** Endpoints outside the environment that the needs do not name, such as the API of a model provider: from these its network policy lets it out. */
  reaches?(service: Build<Static<TObject<Options>>, Endpoint, Key, N, Image>): readonly Reach[];
  /** Set where an operator makes the Pods of the component, all of them. */
  operated?(self: Identity): OperatedPods;
  /** What people do by hand, as Markdown with the real names and headings from the third level on: for the environment's README. */
  runbook?(service: Build<Static<TObject<Options>>, Endpoint, Key, N, Image>): string;
  /** The metrics that its Pods serve. */
  metrics?(known: Known<Static<TObject<Options>>, NoInfer<Key>>): readonly MetricsTarget[];
  /** Set where the builder is given the metrics of all components: `scrape` may also reach them over the network. */
  readonly observes?: 'scrape' | 'show';
  /** The objects, in the order in which one would explain them. */
  build(service: Build<Static<TObject<Options>>, Endpoint, Key, N, Image>): readonly (Manifest | false | undefined)[];
}

/** Any builder, as the generator sees it. */
// biome-ignore lint/suspicious/noExplicitAny: a catalogue of builders has no common option type
export type AnyService = ServiceDefinition<any, any, any, any, any>;

/** Declares a builder. What its functions are given follows from its options, its contract and its needs. */
export function defineService<
  Options extends TProperties,
  Endpoint,
  Key extends string,
  N extends Needs = Record<never, never>,
  const Image extends string = never,
>(definition: ServiceDefinition<Options, Endpoint, Key, N, Image>): ServiceDefinition<Options, Endpoint, Key, N, Image> {
  return definition;
}
