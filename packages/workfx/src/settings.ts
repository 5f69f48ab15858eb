import type { SecretRequirement, SecretValue } from '@gitops/kit';
import type { IEnvVarSource } from 'kubernetes-models/v1/EnvVarSource';

/** One class of settings as the application's loader knows it, and the Secret that holds the same fields (W062-W067). */
export interface Settings {
  /** The loader reads every field from the variable `<class>_<field>` (B1). */
  readonly class: string;
  readonly secret: string;
  /** Fields whose values the application settles. */
  readonly keys: Readonly<Record<string, SecretValue>>;
  /** Fields that belong to whoever provides the connection: only referred to. */
  readonly provided?: Readonly<Record<string, IEnvVarSource>>;
}

/** The loader's variables: what is no secret by value, the rest by reference. */
export function variables(settings: readonly Settings[]): Record<string, string | IEnvVarSource> {
  const result: Record<string, string | IEnvVarSource> = {};
  for (const { class: name, secret, keys, provided = {} } of settings) {
    for (const [field, value] of Object.entries(keys)) {
      result[`${name}_${field}`] = value.from === 'literal' ? value.value : { secretKeyRef: { name: secret, key: field } };
    }
    for (const [field, source] of Object.entries(provided)) result[`${name}_${field}`] = source;
  }
  return result;
}

/** What the Secrets must hold beyond the keys of the connections. A connection without credentials has no Secret to add to. */
export function requirements(settings: readonly Settings[]): SecretRequirement[] {
  return settings.filter(({ secret }) => secret !== '').map(({ secret, keys }) => ({ name: secret, keys }));
}
