import { amount } from '@gitops/kit';

/** What the image asks for: `JVM_XMX` and the like. */
interface Heap {
  readonly size: string;
  readonly young: string;
}

/**
 * Two fifths of the memory limit, because metaspace, compiled code, threads and the buffers of gRPC may take as much again:
 * the gigabyte that the image takes by itself is tight in two (B3).
 */
export function heapOf(limit: string): Heap {
  const mebibytes = Math.floor((amount(limit) * 2) / 5 / 2 ** 20);
  return { size: `${mebibytes}m`, young: `${Math.floor(mebibytes / 2)}m` };
}
