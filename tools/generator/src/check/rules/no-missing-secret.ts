import type { EnvironmentPlan } from '../../model.ts';
import { problem } from '../../problems/report.ts';
import type { Entry, ObjectIndex } from '../object-index.ts';
import { readablePlace } from '../references.ts';
import { defineRule } from '../rule.ts';
import { createdSecrets } from '../secrets.ts';

interface SecretUse {
  readonly user: Entry;
  readonly name: string;
  readonly key: string | undefined;
  /** In words, which cost time: asked for only when something is wrong. */
  from(): string;
}

export const noMissingSecret = defineRule({
  name: 'no-missing-secret',
  *check({ plan, index }) {
    const { provider } = plan.environment.secrets;
    const keysOf = keysBySecret(plan);
    for (const { user, name, key, from } of uses(index, provider)) {
      const keys = keysOf(user.namespace, name);
      const isThere = keys ? key === undefined || keys.includes(key) : index.has('Secret', user.namespace, name);
      if (!isThere)
        yield problem('no-missing-secret', user.where, {
          ...user.subject,
          name,
          namespace: user.namespace,
          key,
          from: from(),
          keys,
          provider,
        });
    }
  },
});

/** The keys of a Secret that builders declare or, where a person creates the Secrets, environment.yaml lists. */
function keysBySecret(plan: EnvironmentPlan): (namespace: string, name: string) => readonly string[] | undefined {
  const { secrets } = plan.environment;
  const declared = new Map(createdSecrets(plan).map(({ namespace, name, keys }) => [`${namespace}/${name}`, Object.keys(keys)]));
  const existing = secrets.provider === 'existing' ? secrets.existing : {};
  return (namespace, name) => {
    const own = declared.get(`${namespace}/${name}`);
    const listed = existing[name];
    return own || listed ? [...new Set([...(own ?? []), ...(listed ?? [])])] : undefined;
  };
}

function* uses(index: ObjectIndex, provider: string): Iterable<SecretUse> {
  // Where operators make the Secrets, those to pull images with come from elsewhere.
  const checksPulls = provider === 'existing';
  for (const user of index.workloads) {
    for (const { kind, name, key, place } of user.references) {
      if (kind === 'Secret' && (checksPulls || place.field !== 'imagePullSecrets'))
        yield { user, name, key, from: () => readablePlace(place) };
    }
  }
  for (const user of checksPulls ? index.of('ServiceAccount') : []) {
    for (const { name } of user.object.imagePullSecrets ?? [])
      if (name) yield { user, name, key: undefined, from: () => 'imagePullSecrets' };
  }
  for (const user of index.of('Ingress.networking.k8s.io')) {
    if (hasIssuer(user)) continue;
    for (const { secretName } of user.object.spec?.tls ?? []) {
      if (secretName) yield { user, name: secretName, key: undefined, from: () => 'spec.tls' };
    }
  }
}

/** cert-manager makes the Secret of an Ingress that names an issuer. */
function hasIssuer({ object }: Entry): boolean {
  const annotations = object.metadata.annotations ?? {};
  return 'cert-manager.io/cluster-issuer' in annotations || 'cert-manager.io/issuer' in annotations;
}
