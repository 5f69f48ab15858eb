import type { BuiltComponent } from '../build/build.ts';
import type { Environment, EnvironmentPlan, ManifestObject, PlannedComponent, PlannedSecret } from '../model.ts';
import type { SealedSecretFile } from '../parse/sealed-secrets.ts';
import { hasErrors, type Problem } from '../problem.ts';
import { certificateChallenges } from './certificate-challenges.ts';
import { withConfigChecksums } from './config-checksums.ts';
import { createdSecrets } from './created-secrets.ts';
import { ignoreEndless } from './endless.ts';
import { externalSecret, remoteProblems } from './external-secrets.ts';
import { foundation } from './foundation.ts';
import { networkPolicies } from './network-policies.ts';
import { applyPatches } from './patches.ts';
import { prioritise } from './priorities.ts';
import { sealedSecret } from './sealed-secrets.ts';
import { planSecrets } from './secrets.ts';
import { planWaves, type Wave } from './waves.ts';

/** Everything that will be written for one environment: what was built, and what follows from it. */
export function planEnvironment(
  environment: Environment,
  built: readonly BuiltComponent[],
  sealed: readonly SealedSecretFile[],
): { plan?: EnvironmentPlan; problems: Problem[] } {
  const { waves, problems } = planWaves(environment);
  const { secrets, problems: secretProblems } = planSecrets(environment, built);
  const { objects: secretObjects, problems: sealedProblems } = objectsOfSecrets(secrets, environment, sealed);
  const policies = networkPolicies(environment, built);
  const challenges = certificateChallenges(
    environment,
    built.flatMap(({ objects }) => objects),
  );
  const assembled = new Map<string, readonly ManifestObject[]>([['foundation', [...foundation(environment), ...challenges]]]);
  if (secretObjects.length > 0) assembled.set('secrets', secretObjects);
  for (const { component, objects } of built) {
    const policy = policies.get(component.name);
    const own = objects.map((object) => prioritise(object, component.builder.tier, environment));
    assembled.set(component.name, ignoreEndless(policy ? [...own, policy] : own, environment.cluster));
  }
  const { components: patched, problems: patchProblems } = applyPatches(assembled, environment);
  problems.push(...secretProblems, ...sealedProblems, ...patchProblems);
  if (hasErrors(problems)) return { problems };
  const components = planned(withConfigChecksums(patched), waves, environment, built);
  return { plan: { environment, components, secrets }, problems };
}

/** The components that the generator adds come before all others: namespaces first, then Secrets. */
const added: Readonly<Record<string, Wave>> = {
  foundation: { tier: 'foundation', wave: 0 },
  secrets: { tier: 'foundation', wave: 1 },
};

function planned(
  components: ReadonlyMap<string, readonly ManifestObject[]>,
  waves: ReadonlyMap<string, Wave>,
  { namespace, components: resolved, at }: Environment,
  built: readonly BuiltComponent[],
): PlannedComponent[] {
  const runbooks = new Map(built.map(({ component, runbook }) => [component.name, runbook]));
  const list = [...components].map(([name, objects]): PlannedComponent => {
    const component = resolved.get(name);
    const own = added[name] ?? waves.get(name);
    if (!own) throw new Error(`no wave for ${name}`);
    return {
      name,
      ...own,
      namespace: component?.kind === 'deployed' ? component.self.namespace : namespace,
      objects,
      runbook: runbooks.get(name) ?? '',
      at: () => (component ? at('components', name) : at(name === 'secrets' ? 'secrets' : 'namespace')),
    };
  });
  return list.sort((a, b) => a.wave - b.wave || (a.name < b.name ? -1 : 1));
}

function objectsOfSecrets(
  secrets: readonly PlannedSecret[],
  environment: Environment,
  sealed: readonly SealedSecretFile[],
): { objects: ManifestObject[]; problems: Problem[] } {
  const policy = environment.secrets;
  if (policy.provider === 'existing') return { objects: [], problems: [] };
  const created = createdSecrets(secrets);
  if (policy.provider === 'external-secrets')
    return {
      objects: created.map((each) => externalSecret(each, policy, environment)),
      problems: remoteProblems(created, policy, environment),
    };
  const results = created.map((each) => sealedSecret(each, sealed, environment));
  return { objects: results.flatMap(({ object }) => object ?? []), problems: results.flatMap(({ problems }) => problems) };
}
