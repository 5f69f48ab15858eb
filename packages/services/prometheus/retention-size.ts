import { amount } from '@gitops/kit';

/** Four fifths of a volume in Prometheus' unit, whose MB are mebibytes: the write-ahead log and compactions need the rest. */
export function retentionSize(storage: string): string {
  return `${Math.floor((amount(storage) * 0.8) / 2 ** 20)}MB`;
}
