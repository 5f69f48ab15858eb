import type { EnvironmentPlan, PlannedSecret } from '../model.ts';

/** The declared Secrets that come to exist: one with nothing but literals is a connection without credentials, and nobody makes it. */
export function createdSecrets({ secrets }: EnvironmentPlan): readonly PlannedSecret[] {
  return secrets.filter(({ keys }) => Object.values(keys).some(({ from }) => from !== 'literal'));
}

/** The keys of a Secret that builders declare or, where a person creates the Secrets, environment.yaml lists. */
export function secretKeys(plan: EnvironmentPlan): (namespace: string, name: string) => readonly string[] | undefined {
  const { secrets } = plan.environment;
  const declared = new Map(createdSecrets(plan).map(({ namespace, name, keys }) => [`${namespace}/${name}`, Object.keys(keys)]));
  const existing = secrets.provider === 'existing' ? secrets.existing : {};
  return (namespace, name) => {
    const own = declared.get(`${namespace}/${name}`);
    const listed = existing[name];
    return own || listed ? [...new Set([...(own ?? []), ...(listed ?? [])])] : undefined;
  };
}
