import type { PlannedSecret } from '../model.ts';
import { givenValue, randomValue } from './shell-value.ts';

/**
 * The shell command that makes the Secret: literals as they are, random values made on the spot, given ones from variables of the shell,
 * one a Secret and key: several Secrets have a key called password.
 * Where the same Secret exists in another namespace already, its random values are taken from there.
 */
export function secretCommand(
  { name, namespace, type, keys }: PlannedSecret,
  { options = [], existsIn }: { readonly options?: readonly string[]; readonly existsIn?: string | undefined } = {},
): string {
  if (type === 'kubernetes.io/dockerconfigjson')
    return join(`kubectl create secret docker-registry ${name} --namespace ${namespace}`, login, options);
  if (type === 'kubernetes.io/tls')
    return join(`kubectl create secret tls ${name} --namespace ${namespace}`, ['--cert=tls.crt', '--key=tls.key'], options);
  const values = Object.entries(keys).map(([key, value]) => {
    if (value.from === 'literal') return `--from-literal=${key}=${quote(value.value)}`;
    if (value.from === 'random' && existsIn) return `--from-literal=${key}="$(${storedValue(name, key, existsIn)})"`;
    return `--from-literal=${key}="${value.from === 'random' ? randomValue(value.characters) : givenValue(`${name}_${key}`)}"`;
  });
  return join(`kubectl create secret generic ${name} --namespace ${namespace}`, values, options);
}

function storedValue(name: string, key: string, namespace: string): string {
  return `kubectl get secret ${name} --namespace ${namespace} --output go-template='{{ index .data "${key}" | base64decode }}'`;
}

const login = [
  `--docker-server="${givenValue('registry')}"`,
  `--docker-username="${givenValue('registry_username')}"`,
  `--docker-password="${givenValue('registry_password')}"`,
];

function join(command: string, values: readonly string[], options: readonly string[]): string {
  return [command, ...values, ...options].join(' \\\n  ');
}

function quote(text: string): string {
  return /^[\w.:/,@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
