// biome-ignore lint/correctness/noNodejsModules: a hash says nothing of the machine
import { createHash } from 'node:crypto';
import type { Identity } from '@gitops/kit';

/**
 * A Kafka UUID that stays the same as long as the volumes do: the names of the claims come from namespace and name as well,
 * so nodes and formatted volumes agree after every rebuild (C4).
 */
export function clusterId({ namespace, name }: Identity): string {
  const bytes = createHash('sha256').update(`${namespace}/${name}`).digest().subarray(0, 16);
  // Kafka never issues one that starts with a hyphen, because its tools would read an option.
  bytes[0] = (bytes[0] ?? 0) & 0x7f;
  return bytes.toString('base64url');
}
