import type { EnvironmentPlan } from '../model.ts';
import { createdSecrets } from '../plan/created-secrets.ts';

/** The keys of a Secret that builders declare or, where a person creates the Secrets, environment.yaml lists. */
export function secretKeys(plan: EnvironmentPlan): (namespace: string, name: string) => readonly string[] | undefined {
  const { secrets } = plan.environment;
  const declared = new Map(createdSecrets(plan.secrets).map(({ namespace, name, keys }) => [`${namespace}/${name}`, Object.keys(keys)]));
  const existing = secrets.provider === 'existing' ? secrets.existing : {};
  return (namespace, name) => {
    const own = declared.get(`${namespace}/${name}`);
    const listed = existing[name];
    return own || listed ? [...new Set([...(own ?? []), ...(listed ?? [])])] : undefined;
  };
}
