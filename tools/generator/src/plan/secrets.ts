import { given, type SecretValue } from '@gitops/kit';
import type { BuiltComponent } from '../build/build.ts';
import type { Component, Environment, PlannedSecret } from '../model.ts';
import type { Problem } from '../problem.ts';
import { problem } from '../problems/report.ts';

interface Wish {
  readonly component: string;
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
  for (const { component, namespace, name, keys } of wishes(components, built)) {
    const id = `${namespace}/${name}`;
    const entry = planned.get(id) ?? { name, namespace, keys: {}, owners: {}, users: new Set() };
    planned.set(id, entry);
    entry.users.add(component);
    for (const [key, value] of Object.entries(keys)) {
      const before = entry.keys[key];
      if (before?.from === 'literal' && value.from === 'literal' && before.value !== value.value) {
        const facts = { secret: name, key, first: entry.owners[key] ?? '', second: component };
        problems.push(problem('secret-conflict', { unit: folder, at: at('components', component) }, facts));
      }
      if (before && rank[before.from] >= rank[value.from]) continue;
      entry.keys[key] = value;
      entry.owners[key] = component;
    }
  }
  const secrets = [...planned.values()]
    .map(({ name, namespace, keys, users }) => ({ name, namespace, keys: sortKeys(keys), components: [...users].sort() }))
    .sort((a, b) => (`${a.namespace}/${a.name}` < `${b.namespace}/${b.name}` ? -1 : 1));
  return { secrets, problems };
}

/** Who knows more about a value wins: a literal is exact, `given` only says that somebody has it. */
const rank: Readonly<Record<SecretValue['from'], number>> = { given: 0, random: 1, literal: 2 };

function* wishes(components: ReadonlyMap<string, Component>, built: readonly BuiltComponent[]): Iterable<Wish> {
  const requirements = new Map(built.map(({ component, secrets }) => [component.name, secrets]));
  for (const { component, secrets } of built) {
    const { name, self } = component;
    for (const secret of secrets) yield { component: name, namespace: self.namespace, ...secret };
    for (const target of Object.values(component.needs)) {
      const needed = components.get(target);
      if (!needed || needed.connection.secret.name === '') continue;
      const { secret } = needed.connection;
      if (needed.kind === 'external') yield { component: name, namespace: self.namespace, name: secret.name, keys: externalKeys(needed) };
      // A Secret is read in the namespace of its reader, so it has to exist there as well.
      const own = requirements.get(target)?.find(({ name: itsName }) => itsName === secret.name);
      if (own) yield { component: name, namespace: self.namespace, ...own };
    }
  }
}

function externalKeys({ name, connection }: Component): Record<string, SecretValue> {
  const keys: Readonly<Record<string, string>> = connection.secret.keys;
  return Object.fromEntries(Object.entries(keys).map(([key, inSecret]) => [inSecret, given(`${key} of the external ${name}`)]));
}

function sortKeys(keys: Readonly<Record<string, SecretValue>>): Record<string, SecretValue> {
  return Object.fromEntries(Object.entries(keys).sort(([a], [b]) => (a < b ? -1 : 1)));
}
