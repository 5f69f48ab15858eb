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
    const unlisted = createdSecrets(plan.secrets).flatMap(({ name, keys, components }) => {
      const listed = existing[name];
      const missing = Object.keys(keys).filter((key) => !listed?.includes(key));
      return missing.length > 0 ? { name, missing, listed, components } : [];
    });
    const [first] = unlisted;
    if (first) yield problem('unlisted-secret', placeOfList(plan, first.components), { unlisted });
    const used = usedSecrets(plan, index);
    for (const name of Object.keys(existing)) {
      if (used.has(name)) continue;
      yield problem('unused-secret', { unit: environment.folder, at: environment.at('secrets', 'existing', name) }, { name });
    }
  },
});

/** Where nothing says `secrets:`, the component that uses the first. */
function placeOfList({ environment }: EnvironmentPlan, [user]: readonly string[]) {
  const isWritten = !isSamePlace(environment.at('secrets'), environment.at());
  const at = isWritten || user === undefined ? environment.at('secrets', 'existing') : environment.at('components', user);
  return { unit: environment.folder, at };
}

function usedSecrets(plan: EnvironmentPlan, index: ObjectIndex): ReadonlySet<string | undefined> {
  const references = index.workloads.flatMap((workload) => workload.references.filter(({ kind }) => kind === 'Secret'));
  const pulls = index.of('ServiceAccount').flatMap(({ object }) => object.imagePullSecrets ?? []);
  const certificates = index.of('Ingress.networking.k8s.io').flatMap(({ object }) => object.spec?.tls ?? []);
  return new Set([
    ...[...createdSecrets(plan.secrets), ...references, ...pulls].map(({ name }) => name),
    ...certificates.map(({ secretName }) => secretName),
  ]);
}
