import type { EnvironmentPlan } from '../../model.ts';
import { createdSecrets } from '../../plan/created-secrets.ts';
import { isSamePlace, problem } from '../../problem.ts';
import type { ObjectIndex } from '../object-index.ts';
import { defineRule } from '../rule.ts';

/** Where somebody else creates the Secrets, environment.yaml lists what there must be: the list is what that person works from. */
export const requireListedSecrets = defineRule({
  name: 'require-listed-secrets',
  *check({ plan, index }) {
    const { environment } = plan;
    if (environment.secrets.provider !== 'existing') return;
    const { existing } = environment.secrets;
    const where = (...path: string[]) => ({ unit: environment.folder, at: environment.at('secrets', 'existing', ...path) });
    const unlisted = createdSecrets(plan.secrets).flatMap(({ name, keys, components }) => {
      const listed = existing[name];
      const missing = Object.keys(keys).filter((key) => !listed?.includes(key));
      return missing.length > 0 ? { name, missing, listed, components } : [];
    });
    const [user] = unlisted.flatMap(({ components }) => components);
    const unwritten = isSamePlace(environment.at('secrets'), environment.at());
    const place = unwritten && user !== undefined ? { unit: environment.folder, at: environment.at('components', user) } : where();
    if (unlisted.length > 0) yield problem('unlisted-secret', place, { unlisted });
    const used = usedSecrets(plan, index);
    for (const name of Object.keys(existing)) {
      if (used.has(name)) continue;
      yield problem('unused-secret', where(name), { name });
    }
  },
});

function usedSecrets(plan: EnvironmentPlan, index: ObjectIndex): ReadonlySet<string | undefined> {
  const references = index.workloads.flatMap((workload) => workload.references.filter(({ kind }) => kind === 'Secret'));
  const pulls = index.of('ServiceAccount').flatMap(({ object }) => object.imagePullSecrets ?? []);
  const certificates = index.of('Ingress.networking.k8s.io').flatMap(({ object }) => object.spec?.tls ?? []);
  return new Set([
    ...[...createdSecrets(plan.secrets), ...references, ...pulls].map(({ name }) => name),
    ...certificates.map(({ secretName }) => secretName),
  ]);
}
