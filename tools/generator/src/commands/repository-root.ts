import { existsSync } from 'node:fs';
import { dirname } from 'node:path';

/** The nearest folder, from here upwards, that holds environments or clusters; elsewhere there would be nothing to do, and no word about it. */
export function repositoryRoot(from: string): string | undefined {
  if (['environments', 'clusters'].some((name) => existsSync(`${from}/${name}`))) return from;
  const above = dirname(from);
  return above === from ? undefined : repositoryRoot(above);
}
