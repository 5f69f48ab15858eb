import type { PlannedSecret } from '../model.ts';

/** The shell command that makes the Secret: literals as they are, random values made on the spot, given ones from variables of the shell. */
export function secretCommand({ name, namespace, keys }: PlannedSecret, options: readonly string[] = []): string {
  const values = Object.entries(keys).map(([key, value]) => {
    if (value.from === 'literal') return `--from-literal=${key}=${quote(value.value)}`;
    // Hexadecimal, because passwords end up in URLs; two digits a byte.
    if (value.from === 'random') return `--from-literal=${key}="$(openssl rand -hex ${Math.ceil(value.characters / 2)})"`;
    return `--from-literal=${key}="$${key.toUpperCase().replaceAll(/\W/g, '_')}"`;
  });
  return [`kubectl create secret generic ${name} --namespace ${namespace}`, ...values, ...options].join(' \\\n  ');
}

function quote(text: string): string {
  return /^[\w.:/,@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
