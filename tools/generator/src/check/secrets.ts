import type { EnvironmentPlan, PlannedSecret } from '../model.ts';

/** The declared Secrets that come to exist: one with nothing but literals is a connection without credentials, and nobody makes it. */
export function createdSecrets({ secrets }: EnvironmentPlan): readonly PlannedSecret[] {
  return secrets.filter(({ keys }) => Object.values(keys).some(({ from }) => from !== 'literal'));
}
