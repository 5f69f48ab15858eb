import { amount } from '@gitops/kit';

/** In the words of Neo4j's settings. */
interface Memory {
  readonly heap: string;
  readonly pageCache: string;
}

/** Two fifths of the limit are heap, three tenths cache the files of the graph; threads, buffers and compiled code have the rest (C0.18). */
export function memoryOf(limit: string): Memory {
  const part = (share: number) => `${Math.floor((amount(limit) * share) / 10 / 2 ** 20)}m`;
  return { heap: part(4), pageCache: part(3) };
}
