import { hasIssuer } from '../../plan/has-issuer.ts';
import { problem } from '../../problem.ts';
import type { Entry } from '../entry.ts';
import type { ObjectIndex } from '../object-index.ts';
import { readablePlace } from '../references.ts';
import { defineRule } from '../rule.ts';
import { secretKeys } from '../secret-keys.ts';

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
    const keysOf = secretKeys(plan);
    for (const { user, name, key, from } of uses(index)) {
      const keys = keysOf(user.namespace, name);
      const isThere = keys ? key === undefined || keys.includes(key) : index.has('Secret', user.namespace, name);
      if (isThere) continue;
      const facts = { name, namespace: user.namespace, key, from: from(), keys, provider };
      yield problem('no-missing-secret', user.where, { ...user.subject, ...facts });
    }
  },
});

function* uses(index: ObjectIndex): Iterable<SecretUse> {
  for (const user of index.workloads) {
    for (const { kind, name, key, place } of user.references) {
      if (kind !== 'Secret') continue;
      yield { user, name, key, from: () => readablePlace(place) };
    }
  }
  for (const user of index.of('ServiceAccount')) {
    for (const { name } of user.object.imagePullSecrets ?? []) {
      if (name) yield { user, name, key: undefined, from: () => 'imagePullSecrets' };
    }
  }
  for (const user of index.of('Cluster.postgresql.cnpg.io')) {
    const name = user.object.spec.bootstrap?.initdb?.secret?.name;
    // CloudNativePG reads these two keys and no others.
    if (name) for (const key of ['username', 'password']) yield { user, name, key, from: () => 'bootstrap.initdb.secret' };
  }
  for (const user of index.of('Ingress.networking.k8s.io')) {
    // cert-manager makes the Secret.
    if (hasIssuer(user.object)) continue;
    for (const { secretName } of user.object.spec?.tls ?? []) {
      if (secretName) yield { user, name: secretName, key: undefined, from: () => 'spec.tls' };
    }
  }
}
