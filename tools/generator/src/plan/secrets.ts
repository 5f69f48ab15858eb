import { given, type SecretValue } from '@gitops/kit';
import type { BuiltComponent } from '../build/build.ts';
import type { Component, Environment, ManifestObject, PlannedSecret } from '../model.ts';
import { type Problem, problem } from '../problem.ts';
import { hasIssuer } from './has-issuer.ts';

/** One component that uses a Secret, with the keys that it knows of. */
interface Use {
  readonly component: string;
  /** Who says what the values are, where it is not the component that reads them. */
  readonly author?: string;
  readonly namespace: string;
  readonly name: string;
  readonly keys: Readonly<Record<string, SecretValue>>;
}

/** Every Secret of the environment, once per namespace that uses it. Components that name the same Secret share it: the keys add up. */
export function planSecrets(
  { folder, components, at }: Environment,
  built: readonly BuiltComponent[],
): { secrets: PlannedSecret[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const planned = new Map<
    string,
    { name: string; namespace: string; keys: Record<string, SecretValue>; owners: Record<string, string>; users: Set<string> }
  >();
  const reported = new Set<string>();
  for (const { component, author = component, namespace, name, keys } of uses(components, built)) {
    const id = `${namespace}/${name}`;
    const entry = planned.get(id) ?? { name, namespace, keys: {}, owners: {}, users: new Set() };
    planned.set(id, entry);
    entry.users.add(component);
    for (const [key, value] of Object.entries(keys)) {
      const before = entry.keys[key];
      if (before?.from === 'literal' && value.from === 'literal' && before.value !== value.value) {
        const first = entry.owners[key] ?? '';
        const conflict = [name, key, ...[first, author].sort()].join('/');
        if (reported.has(conflict)) continue;
        reported.add(conflict);
        const facts = { secret: name, key, first, second: author, values: [before.value, value.value] as const };
        const need = needThrough(components, name, [first, author]);
        problems.push(problem('secret-conflict', { unit: folder, at: at('components', author) }, { ...facts, need }));
      }
      if (before && rank[before.from] >= rank[value.from]) continue;
      entry.keys[key] = value;
      entry.owners[key] = author;
    }
  }
  const secrets = [...planned.values()]
    .map(({ name, namespace, keys, users }) => ({
      name,
      ...typeOf(keys),
      namespace,
      keys: sortKeys(keys),
      components: [...users].sort(),
    }))
    .sort((a, b) => (`${a.namespace}/${a.name}` < `${b.namespace}/${b.name}` ? -1 : 1));
  return { secrets, problems };
}

/** Who knows more about a value wins: a literal is exact, `given` only says that somebody has it. */
const rank: Readonly<Record<SecretValue['from'], number>> = { given: 0, random: 1, literal: 2 };

function* uses(components: ReadonlyMap<string, Component>, built: readonly BuiltComponent[]): Iterable<Use> {
  const requirements = new Map(built.map(({ component, secrets }) => [component.name, secrets]));
  for (const { component, secrets, objects } of built) {
    const { name, self } = component;
    for (const secret of secrets) yield { component: name, namespace: self.namespace, ...secret };
    for (const certificate of ownCertificates(objects))
      yield { component: name, namespace: self.namespace, name: certificate, keys: certificateKeys };
    for (const pull of self.pullSecrets) yield { component: name, namespace: self.namespace, name: pull, keys: registryKeys };
    for (const target of Object.values(component.needs)) {
      const needed = components.get(target);
      if (!needed || needed.connection.secret.name === '') continue;
      const { secret } = needed.connection;
      if (needed.kind === 'external')
        yield { component: name, namespace: self.namespace, name: secret.name, keys: externalKeys(needed, objects) };
      // A Secret is read in the namespace of its reader, so it has to exist there as well: with what the reader knows of.
      const own = requirements.get(target)?.find(({ name: itsName }) => itsName === secret.name);
      if (own)
        yield {
          component: name,
          author: target,
          namespace: self.namespace,
          name: own.name,
          keys: shared(own.keys, Object.values<string>(secret.keys)),
        };
    }
  }
}

/** The need through which one of two components uses the Secret of the other. */
function needThrough(
  components: ReadonlyMap<string, Component>,
  secret: string,
  pair: readonly string[],
): { component: string; need: string; target: string } | undefined {
  for (const component of pair) {
    const found = components.get(component);
    if (found?.kind !== 'deployed' || found.connection.secret.name === secret) continue;
    const [need, target] = Object.entries(found.needs).find(([, each]) => pair.includes(each) && each !== component) ?? [];
    if (need && target) return { component, need, target };
  }
  return undefined;
}

/** The keys of a Secret that its contract names; the others are its owner's alone. */
function shared(keys: Readonly<Record<string, SecretValue>>, named: readonly string[]): Record<string, SecretValue> {
  return Object.fromEntries(Object.entries(keys).filter(([key]) => named.includes(key)));
}

/** Secrets of Ingresses that nobody issues a certificate for. */
function ownCertificates(objects: readonly ManifestObject[]): string[] {
  const ingresses = objects.filter((object) => object.kind === 'Ingress' && !hasIssuer(object));
  return ingresses.flatMap(({ spec }) =>
    ((spec as { tls?: { secretName?: string }[] }).tls ?? []).flatMap(({ secretName }) => secretName ?? []),
  );
}

const certificateKeys = { 'tls.crt': given('certificate, with its chain'), 'tls.key': given('private key of the certificate') };

/** What `imagePullSecrets` have to hold. */
const registryKeys = { '.dockerconfigjson': given('credentials of the registry') };

/** Of the keys that the contract knows, those that the component reads: an endpoint without authentication has none. */
function externalKeys({ name, connection: { secret } }: Component, objects: readonly ManifestObject[]): Record<string, SecretValue> {
  const used = keysRead(objects, secret.name);
  const keys = Object.entries<string>(secret.keys).filter(([, inSecret]) => used === 'all' || used.has(inSecret));
  return Object.fromEntries(keys.map(([key, inSecret]) => [inSecret, given(`${key} of the external ${name}`)]));
}

/** Which keys of a Secret the objects refer to; a volume of it refers to all. */
function keysRead(value: unknown, secret: string, found = new Set<string>()): Set<string> | 'all' {
  if (typeof value !== 'object' || value === null) return found;
  const { secretKeyRef, secretRef, secretName } = value as {
    secretKeyRef?: { name?: string; key: string };
    secretRef?: { name?: string };
    secretName?: string;
  };
  if (secretKeyRef?.name === secret) found.add(secretKeyRef.key);
  if (secretRef?.name === secret || secretName === secret) return 'all';
  for (const inner of Object.values(value)) if (keysRead(inner, secret, found) === 'all') return 'all';
  return found;
}

/** Kubernetes knows some Secrets by their keys, and wants them to say so. */
function typeOf(keys: object): { type?: string } {
  if ('.dockerconfigjson' in keys) return { type: 'kubernetes.io/dockerconfigjson' };
  return 'tls.crt' in keys ? { type: 'kubernetes.io/tls' } : {};
}

function sortKeys(keys: Readonly<Record<string, SecretValue>>): Record<string, SecretValue> {
  return Object.fromEntries(Object.entries(keys).sort(([a], [b]) => (a < b ? -1 : 1)));
}
