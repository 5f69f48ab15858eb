import type { EnvironmentFile } from '../parse/schemas/environment-file.ts';

/** The environment's own and those of everything that is deployed, sorted. */
export function namespacesOf({ merged, namespace }: { readonly merged: EnvironmentFile; readonly namespace: string }): string[] {
  const deployed = Object.values(merged.components ?? {}).filter((entry) => !entry?.external);
  return [...new Set([namespace, ...deployed.map((entry) => entry?.namespace ?? namespace)])].sort();
}
