import type { EnvironmentFile } from '../parse/schemas/environment-file.ts';

/** The environment's own and those of everything that is deployed, sorted. */
export function namespacesOf({ components = {} }: EnvironmentFile, namespace: string): string[] {
  const deployed = Object.values(components).filter((entry) => !entry?.external);
  return [...new Set([namespace, ...deployed.map((entry) => entry?.namespace ?? namespace)])].sort();
}
