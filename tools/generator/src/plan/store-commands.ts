import type { SecretStore } from '@gitops/argocd';
import type { PlannedSecret } from '../model.ts';
import { type ExternalSecretsPolicy, remoteRef } from './external-secrets.ts';
import { givenValue, randomValue } from './shell-value.ts';

/** `name`, or `entry#property` where the store keeps several values in an entry. */
export function nameInStore(secret: string, key: string, policy: ExternalSecretsPolicy, store: SecretStore): string {
  const { key: entry, property } = remoteRef(secret, key, policy, store);
  return property === undefined ? entry : `${entry}#${property}`;
}

/** The shell commands that put every value into the store, once each: random ones made on the spot, given ones from variables of the shell. */
export function storeCommands(secrets: readonly PlannedSecret[], policy: ExternalSecretsPolicy, store: SecretStore): string[] {
  const entries = new Map<string, Map<string, string>>();
  for (const { name, keys } of secrets) {
    for (const [key, value] of Object.entries(keys)) {
      if (value.from === 'literal') continue;
      const { key: entry, property = '' } = remoteRef(name, key, policy, store);
      const own = entries.get(entry) ?? new Map<string, string>();
      // Of the name in the store, because several Secrets have a key called password.
      const made = value.from === 'random' ? randomValue(value.characters) : givenValue(property === '' ? entry : `${entry}_${property}`);
      if (!own.has(property)) own.set(property, made);
      entries.set(entry, own);
    }
  }
  return [...entries].map(([entry, values]) => commands[store.provider](entry, [...values]));
}

type Values = readonly (readonly [property: string, value: string])[];

const commands: Readonly<Record<SecretStore['provider'], (entry: string, values: Values) => string>> = {
  'azure-key-vault': (entry, values) =>
    `az keyvault secret set --vault-name "${givenValue('vault')}" --name ${entry} --value "${single(values)}"`,
  'gcp-secret-manager': (entry, values) => `${printed(single(values))} | gcloud secrets create ${entry} --data-file=-`,
  'aws-secrets-manager': (entry, values) => `aws secretsmanager create-secret --name ${entry} --secret-string "${json(values)}"`,
  vault: (entry, values) =>
    `vault kv put -mount="${givenValue('mount')}" ${entry} ${values.map(([key, value]) => `${key || 'value'}="${value}"`).join(' ')}`,
};

/** A variable that is not set would end its own side of the pipe only, so it is asked for before. */
function printed(value: string): string {
  const [, variable] = /^\$\{(\w+):\?\}$/.exec(value) ?? [];
  return variable === undefined ? `printf %s "${value}"` : `: "${value}" && printf %s "$${variable}"`;
}

function single([first]: Values): string {
  return first?.[1] ?? '';
}

function json(values: Values): string {
  if (values.length === 1 && values[0]?.[0] === '') return single(values);
  return `{${values.map(([key, value]) => `\\"${key}\\":\\"${value}\\"`).join(',')}}`;
}
