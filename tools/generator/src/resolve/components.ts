import { type AnyContract, type AnyService, identify, type SecretHandle, secret, withDefaults } from '@gitops/kit';
import type { Static, TSchema } from 'typebox';
import type { Cluster, Component, ConnectionValue } from '../model.ts';
import { didYouMean } from '../parse/did-you-mean.ts';
import { schemaProblems } from '../parse/schema-problems.ts';
import { componentKeys, type EnvironmentFile, type Image } from '../parse/schemas/environment-file.ts';
import type { Path } from '../parse/yaml-file.ts';
import { type Problem, problem } from '../problem.ts';
import type { Catalogue } from './catalogue.ts';
import { type Facts, fillFacts } from './facts.ts';
import { resolveImage } from './image.ts';
import type { Origin } from './origin.ts';

/** What a component needs to know of its environment to be resolved. */
export interface Surroundings {
  readonly name: string;
  readonly unit: string;
  readonly namespace: string;
  readonly merged: EnvironmentFile;
  /** Undefined while the environment does not name a sound one. */
  readonly cluster: Cluster | undefined;
  /** Every namespace of its components, sorted. */
  readonly namespaces: readonly string[];
  readonly facts: Facts;
  readonly catalogue: Catalogue;
  readonly origin: Origin;
}

type Entry = Readonly<Record<string, unknown>> & {
  readonly builder?: string;
  readonly namespace?: string;
  readonly image?: Static<typeof Image>;
  readonly images?: Readonly<Record<string, Static<typeof Image>>>;
  readonly secret?: string | { readonly name: string; readonly keys?: Readonly<Record<string, string>> };
  readonly external?: Readonly<Record<string, unknown>>;
  readonly provides?: string;
  readonly clients?: readonly string[];
};

/** Options of the generator that say how a component is deployed. */
const keysOfDeployed = ['image', 'images', 'needs', 'clients'];
/** Without what is for external components only. */
const keysOfEvery = Object.keys(componentKeys).filter((key) => key !== 'provides');

/** One component without its needs, which `bindNeeds` adds once all are known. */
export function resolveComponent(name: string, entry: Entry, around: Surroundings): { component?: Component; problems: Problem[] } {
  const { unit, origin, catalogue } = around;
  if (name === 'foundation' || name === 'secrets') {
    return { problems: [problem('reserved-name', { unit, at: origin.atKey(['components', name]) }, { component: name })] };
  }
  const builder = catalogue.services.get(entry.builder ?? name);
  if (entry.external) return resolveExternal(name, entry, builder, around);
  if (!builder) return { problems: [unknownBuilder(name, entry, around)] };
  if (entry.provides)
    return { problems: [problem('needless-provides', { unit, at: origin.atKey(['components', name, 'provides']) }, { component: name })] };
  return resolveDeployed(name, entry, builder, around);
}

function resolveExternal(
  name: string,
  entry: Entry,
  builder: AnyService | undefined,
  around: Surroundings,
): { component?: Component; problems: Problem[] } {
  const { unit, origin, catalogue } = around;
  const contract = entry.provides === undefined ? builder?.provides : catalogue.contracts.get(entry.provides);
  if (!contract) {
    if (entry.provides === undefined) return { problems: [unknownBuilder(name, entry, around)] };
    const known = [...catalogue.contracts.keys()].sort();
    const facts = { component: name, contract: entry.provides, known, suggestion: didYouMean(entry.provides, known) };
    return { problems: [problem('unknown-contract', { unit, at: origin.at(['components', name, 'provides']) }, facts)] };
  }
  const problems = externalOptionProblems(name, entry, around);
  const endpoint = checked(contract.endpoint, entry.external ?? {}, ['components', name, 'external'], around);
  const handle = secretOf(name, entry, contract, around);
  problems.push(...endpoint.problems, ...handle.problems);
  if (problems.length > 0) return { problems };
  const connection: ConnectionValue = { ...endpoint.value, secret: handle.handle };
  return { component: { kind: 'external', name, contract, connection }, problems };
}

/** Options beside `external` in the same file contradict it; those of an earlier layer are what it replaces. */
function externalOptionProblems(name: string, entry: Entry, { unit, origin }: Surroundings): Problem[] {
  const { file } = origin.atKey(['components', name, 'external']);
  const keys = Object.keys(entry).filter((key) => !(key in componentKeys) || keysOfDeployed.includes(key));
  const stray = keys.filter((key) => origin.atKey(['components', name, key]).file === file);
  const [first] = stray;
  if (first === undefined) return [];
  return [problem('external-with-options', { unit, at: origin.atKey(['components', name, first]) }, { component: name, keys: stray })];
}

function resolveDeployed(
  name: string,
  entry: Entry,
  builder: AnyService,
  around: Surroundings,
): { component?: Component; problems: Problem[] } {
  const { merged, namespace, facts } = around;
  const own = Object.fromEntries(Object.entries(entry).filter(([key]) => !(key in componentKeys)));
  const options = checked(builder.options, own, ['components', name], around, {
    complete: (value) => fillFacts(builder.options, value, facts),
    keysBeside: keysOfEvery,
  });
  const handle = secretOf(name, entry, builder.provides, around);
  const problems = [...options.problems, ...handle.problems, ...imageProblems(name, entry, builder, around)];
  if (problems.length > 0) return { problems };

  const self = identify({
    environment: around.name,
    namespace: entry.namespace ?? namespace,
    component: name,
    name: name === builder.name ? builder.objectName : undefined,
    pullSecrets: merged.pullSecrets,
  });
  const further = Object.entries<string>(builder.images ?? {});
  const component: Component = {
    kind: 'deployed',
    name,
    builder,
    self,
    image: resolveImage(builder.image ?? '', entry.image, merged.registry),
    images: Object.fromEntries(further.map(([key, image]) => [key, resolveImage(image, entry.images?.[key], merged.registry)])),
    options: options.value,
    secret: handle.handle,
    connection: builder.connection({ self, options: options.value, secret: handle.handle }),
    needs: {},
    clients: entry.clients ?? (builder.tier === 'tooling' ? [] : (merged.clients ?? [])),
  };
  return { component, problems };
}

function imageProblems(name: string, entry: Entry, builder: AnyService, { unit, origin }: Surroundings): Problem[] {
  const known = Object.keys(builder.images ?? {});
  const unknown = Object.keys(entry.images ?? {}).filter((image) => !known.includes(image));
  const needless = entry.image !== undefined && builder.image === undefined;
  const own = needless ? [problem('needless-image', { unit, at: origin.atKey(['components', name, 'image']) }, { component: name })] : [];
  const further = unknown.map((image) =>
    problem(
      'unknown-image',
      { unit, at: origin.atKey(['components', name, 'images', image]) },
      { component: name, image, known, suggestion: didYouMean(image, known) },
    ),
  );
  return [...own, ...further];
}

function secretOf(
  name: string,
  entry: Entry,
  { secretKeys }: AnyContract,
  { unit, origin }: Surroundings,
): { handle: SecretHandle; problems: Problem[] } {
  const given = typeof entry.secret === 'string' ? { name: entry.secret } : entry.secret;
  const renamed = given?.keys ?? {};
  const unknown = Object.keys(renamed).filter((key) => !secretKeys.includes(key));
  const problems = unknown.map((key) =>
    problem(
      'unknown-secret-key',
      { unit, at: origin.atKey(['components', name, 'secret', 'keys', key]) },
      { component: name, key, known: secretKeys, suggestion: didYouMean(key, secretKeys) },
    ),
  );
  return { handle: secret<string>(given?.name ?? `${name}-secret`, secretKeys, renamed), problems };
}

type Values = Readonly<Record<string, unknown>>;

/** The value with defaults, or what is wrong with it at the places where a person wrote it. */
function checked(
  schema: TSchema,
  own: Values,
  base: string[],
  { unit, origin }: Surroundings,
  {
    complete = (value) => value,
    keysBeside,
  }: { readonly complete?: (value: Values) => Values; readonly keysBeside?: readonly string[] } = {},
) {
  const value = complete(withDefaults(schema, own) as Values);
  const places = { unit, base, at: (path: Path) => origin.at(path), atKey: (path: Path) => origin.atKey(path) };
  const problems = schemaProblems(schema, value, { ...places, ...(keysBeside && { keysBeside }) });
  return { value, problems };
}

function unknownBuilder(name: string, entry: Entry, { unit, origin, catalogue }: Surroundings): Problem {
  const builder = entry.builder ?? name;
  const known = [...catalogue.services.keys()].sort();
  const at = entry.builder ? origin.at(['components', name, 'builder']) : origin.atKey(['components', name]);
  const contracts = entry.external ? [...catalogue.contracts.keys()].sort() : undefined;
  return problem('unknown-builder', { unit, at }, { component: name, builder, known, suggestion: didYouMean(builder, known), contracts });
}
