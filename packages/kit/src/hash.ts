// biome-ignore lint/correctness/noNodejsModules: a hash says nothing of the machine
import { hash } from 'node:crypto';

/** The first eight hexadecimal digits of the SHA-256 of a value's JSON, for names that change with their content. */
export function contentHash(value: unknown): string {
  return hash('sha256', JSON.stringify(value)).slice(0, 8);
}
