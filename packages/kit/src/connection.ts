import { type Static, type TObject, type TProperties, Type } from 'typebox';
import { type SecretHandle, secret } from './secret.ts';

/** A TCP endpoint that a dependant talks to. Host `*` is any public address. */
export interface Reach {
  readonly host: string;
  readonly port: number;
}

/**
 * What dependants may know of a component, whoever provides it: a service of ours or an external endpoint.
 * One declaration is the type of the connection, the schema of `external:` in environment.yaml and the keys of its Secret.
 */
export interface ConnectionContract<Endpoint, Key extends string> {
  /** How problems and `provides:` in environment.yaml call it. */
  readonly name: string;
  readonly endpoint: TObject;
  readonly secretKeys: readonly Key[];
  /** The endpoints behind the connection: from these the network policies are derived. */
  reaches(endpoint: Endpoint): readonly Reach[];
}

/** An endpoint and the Secret that opens it. */
export type Connection<Endpoint, Key extends string> = Endpoint & { readonly secret: SecretHandle<Key> };

/** The connection that a need for the contract gives a builder. */
export type ConnectionOf<Contract> = Contract extends ConnectionContract<infer Endpoint, infer Key> ? Connection<Endpoint, Key> : never;

interface ContractDeclaration<P extends TProperties, Key extends string> {
  readonly endpoint: P;
  readonly secretKeys: readonly Key[];
  reaches(endpoint: Static<TObject<P>>): readonly Reach[];
}

/** Declares a contract; options and Secret of an external endpoint are checked against it. */
export function contract<P extends TProperties, const Key extends string>(
  name: string,
  { endpoint, secretKeys, reaches }: ContractDeclaration<P, Key>,
): ConnectionContract<Static<TObject<P>>, Key> {
  return { name, endpoint: Type.Object(endpoint, { additionalProperties: false }), secretKeys, reaches };
}

/** A connection of the contract's type: what a builder returns for itself, and what an `external:` block becomes. */
export function connect<Endpoint, Key extends string>(
  { secretKeys }: ConnectionContract<Endpoint, Key>,
  endpoint: NoInfer<Endpoint>,
  handle: SecretHandle<NoInfer<Key>> = secret('', secretKeys),
): Connection<Endpoint, Key> {
  return { ...endpoint, secret: handle };
}

/** A need that may stay unmet: the builder then gets `undefined`. */
export interface OptionalNeed<Contract> {
  readonly optional: Contract;
  /** Set where the type alone does not bind it. */
  readonly byName?: true;
}

/** A need that the only component of its type fulfils, if there is one. */
export function optional<Contract>(contract: Contract): OptionalNeed<Contract> {
  return { optional: contract };
}

/** An optional need that only `needs:` in environment.yaml binds: what has the right type may well be there for somebody else. */
export function byName<Contract>(contract: Contract): OptionalNeed<Contract> {
  return { optional: contract, byName: true };
}
