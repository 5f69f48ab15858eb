import type { Source } from './sources.ts';

/** The names of one component, and of what it backs up. */
export interface RunbookFacts {
  readonly name: string;
  readonly namespace: string;
  /** The folder of the backups, as mc calls it. */
  readonly folder: string;
  readonly retentionDays: number;
  readonly sources: readonly RunbookSource[];
  /** Where mc finds the mirrored buckets, there and here. */
  readonly mirror?: { readonly remote: string; readonly buckets: readonly string[] } | undefined;
  /** Markdown about what nobody backs up; where there is a mirror, nothing is said. */
  readonly objects?: string | undefined;
}

export interface RunbookSource {
  readonly name: Source['name'];
  readonly schedule: string;
  /** Of the server; empty for the mirror. */
  readonly host: string;
  /** Whether PostgreSQL is backed up as a whole. */
  readonly whole: boolean;
}

/** Names of backups, and the bucket of a mirror. */
export const example: Readonly<Record<Source['name'], string>> = {
  postgres: '20260131T011000Z.sql.gz',
  redis: '20260131T012500Z.rdb',
  mysql: '20260131T014000Z.sql.gz',
  nacos: '20260131T015500Z.tar.gz',
  mirror: 'documents',
};

/** The start of a command that uses the store with the keys of the component. */
export function mc({ name, namespace }: RunbookFacts): string {
  return `kubectl -n ${namespace} exec deploy/${name} -c watch -- mc`;
}
