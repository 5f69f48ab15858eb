import type { PlannedSecret } from '../model.ts';

/** The declared Secrets that come to exist: one with nothing but literals is a connection without credentials, which no Pod reads, and nobody makes it. */
export function createdSecrets(secrets: readonly PlannedSecret[]): PlannedSecret[] {
  return secrets.filter(({ keys }) => Object.values(keys).some(({ from }) => from !== 'literal'));
}
