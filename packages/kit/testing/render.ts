import { emit } from '@gitops/yaml';
import { Ajv } from 'ajv';
import type { TProperties } from 'typebox';
import type { AnyContract, Build, Manifest, Needs, ServiceDefinition } from '../src/define.ts';
import { identify, type MetricsTarget, type Reach, type ScrapeTarget, type SecretRequirement, secret, withDefaults } from '../src/index.ts';

const ajv = new Ajv({ allErrors: true }).addKeyword('from');

/** What a test sets: options as environment.yaml has them, the connections of the needs, and what else the environment may rename. */
export interface Rendering<N> {
  readonly options?: object;
  readonly needs?: { [K in keyof N]?: unknown };
  /** Defaults to the builder's name. */
  readonly component?: string;
  readonly secretName?: string;
  readonly secretKeys?: Readonly<Record<string, string>>;
  readonly image?: string;
  /** For builders that observe. */
  readonly targets?: readonly ScrapeTarget[];
}

/** What a builder makes of it. */
interface Built<E> {
  readonly manifests: Manifest[];
  readonly connection: E;
  readonly secrets: readonly SecretRequirement[];
  readonly reaches: readonly Reach[];
  readonly metrics: readonly MetricsTarget[];
  readonly runbook: string;
}

/** A component as production would build it, in environment `test` and namespace `test`. */
export function build<O extends TProperties, E, K extends string, N extends Needs, I extends string>(
  definition: ServiceDefinition<O, E, K, N, I>,
  { options: input = {}, needs = {}, component = definition.name, secretName, secretKeys, image, targets = [] }: Rendering<N> = {},
): Built<E> {
  const options = withDefaults(definition.options, input);
  const valid = ajv.compile(definition.options);
  if (!valid(options)) throw new Error(ajv.errorsText(valid.errors));
  const name = component === definition.name ? definition.objectName : undefined;
  const self = identify({ environment: 'test', namespace: 'test', component, name });
  const provides: AnyContract = definition.provides;
  const known = { self, options, secret: secret(secretName ?? `${component}-secret`, provides.secretKeys, secretKeys) };
  // The options were validated against the builder's own schema, so their type is the builder's.
  const context = {
    ...known,
    image: image ?? definition.image ?? '',
    images: definition.images ?? {},
    connection: definition.connection(known as never),
    needs,
    targets,
  } as unknown as Build<never, E, K, N, I>;
  const manifests = definition.build(context as never).filter((manifest): manifest is Manifest => Boolean(manifest));
  for (const manifest of manifests) manifest.validate();
  return {
    manifests,
    connection: context.connection,
    secrets: definition.secrets?.(context as never) ?? [],
    reaches: definition.reaches?.(context as never) ?? [],
    metrics: definition.metrics?.(known as never) ?? [],
    runbook: definition.runbook?.(context as never) ?? '',
  };
}

/** The manifests of `build` as the YAML that production writes, in one text. */
export function render<O extends TProperties, E, K extends string, N extends Needs, I extends string>(
  definition: ServiceDefinition<O, E, K, N, I>,
  rendering: Rendering<N> = {},
): string {
  return build(definition, rendering).manifests.map(emit).join('---\n');
}

/** A manifest as plain data, as far as all kinds have it. */
interface Found {
  readonly metadata: { readonly name: string; readonly labels?: Record<string, string>; readonly annotations?: Record<string, string> };
  readonly data: Readonly<Record<string, string>>;
  readonly spec: unknown;
}

/** The only manifest of a kind, or the one with that name. */
export function find(manifests: readonly Manifest[], kind: string, name?: string): Found {
  const found = manifests.filter((manifest) => {
    const { kind: itsKind, metadata } = manifest as { kind?: string; metadata?: { name?: string } };
    return itsKind === kind && (name === undefined || metadata?.name === name);
  });
  if (found.length !== 1) throw new Error(`expected one ${kind}${name ? ` ${name}` : ''}, found ${found.length}`);
  return found[0]?.toJSON() as Found;
}
