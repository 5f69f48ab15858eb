import type { IEnvVarSource } from 'kubernetes-models/v1/EnvVarSource';

/** A Secret that the environment's secret provider creates. Names and keys are known here, values never. */
export interface SecretHandle<Key extends string = string> {
  readonly name: string;
  /** From the key as the contract calls it to the key in the Secret: `{ password: 'redis_password' }`. */
  readonly keys: Readonly<Record<Key, string>>;
}

/** A Secret by its name and the keys of it that somebody refers to, some of them under other names. */
export function secret<const Key extends string>(
  name: string,
  keys: readonly Key[],
  renamed: Partial<Record<NoInfer<Key>, string>> = {},
): SecretHandle<Key> {
  return { name, keys: Object.fromEntries(keys.map((key) => [key, renamed[key] ?? key])) as Record<Key, string> };
}

/** One key of a Secret as the value of a variable. A key that it does not have is no valid type. */
export function secretRef<Key extends string>(handle: SecretHandle<Key>, key: NoInfer<Key>): IEnvVarSource {
  return { secretKeyRef: { name: handle.name, key: handle.keys[key] } };
}

/** Where the value of one key comes from. Only `literal` carries it, because a host name is no secret. */
export type SecretValue =
  | { readonly from: 'literal'; readonly value: string }
  | { readonly from: 'random'; readonly characters: number; readonly description: string }
  | { readonly from: 'given'; readonly description: string };

/** A part of the Secret that is no secret: a host, a port, a user name. */
export function literal(value: string | number | boolean): SecretValue {
  return { from: 'literal', value: String(value) };
}

/** A value that nobody needs to know: letters and digits only, because passwords end up in URLs (C0.4). */
export function random(description: string, characters = 32): SecretValue {
  return { from: 'random', characters, description };
}

/** A value that only somebody else can issue, such as an API key. */
export function given(description: string): SecretValue {
  return { from: 'given', description };
}

/** What one Secret must hold. Several components may ask for the same Secret: the keys add up. */
export interface SecretRequirement {
  readonly name: string;
  readonly keys: Readonly<Record<string, SecretValue>>;
}
