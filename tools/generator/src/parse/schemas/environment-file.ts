import { OneOf, Quantity } from '@gitops/kit';
import { type Static, type TProperties, Type } from 'typebox';
import { componentName, DnsLabel, SecretKey, SecretName } from './names.ts';

const closed = { additionalProperties: false } as const;

const path = '[a-z0-9]+([._/-]+[a-z0-9]+)*';
const repository = `(${path}(:\\d+)?/)?${path}`;
const Registry = Type.String({
  pattern: `^${path}(:\\d+)?(/${path})?$`,
  description: 'Registry that images are pulled from instead of their own, such as registry.example.com or registry.example.com/mirror',
});

/** The image of a component, in parts: what is not set stays as the builder has it. */
export const Image = Type.Union(
  [
    Type.String({
      pattern: `^${repository}(:[\\w][\\w.-]*)?(@sha256:[0-9a-f]{64})?$`,
      description: 'Whole reference: registry/repository:tag, in lower case but for the tag',
    }),
    Type.Object(
      {
        registry: Type.Optional(Registry),
        repository: Type.Optional(
          Type.String({ pattern: `^${path}$`, description: 'Path in the registry, in lower case and without tag' }),
        ),
        tag: Type.Optional(Type.String({ pattern: '^[\\w][\\w.-]{0,127}$', description: 'Tag; quote what looks like a number' })),
        digest: Type.Optional(
          Type.String({ pattern: '^sha256:[0-9a-f]{64}$', description: 'Digest, such as sha256:… with 64 hexadecimal digits' }),
        ),
      },
      closed,
    ),
  ],
  { description: "The component's image: a whole reference, or the parts that differ from the builder's" },
);

/** Name of a Secret and, where they differ, the names of its keys. */
const Login = Type.Union(
  [
    SecretName,
    Type.Object(
      {
        name: SecretName,
        keys: Type.Record(Type.String(), SecretKey, {
          default: {},
          description: "From the contract's name of a key to the key in the Secret",
        }),
      },
      closed,
    ),
  ],
  { description: 'The Secret that opens the component; "<component>-secret" by default' },
);

/** The keys of a component that belong to the generator; all others are options of its builder. */
export const componentKeys = {
  builder: Type.Optional(Type.String({ description: "The builder, where the component's name is not its name" })),
  namespace: Type.Optional(DnsLabel("Namespace of the component, where it is not the environment's")),
  image: Type.Optional(Image),
  images: Type.Optional(Type.Record(Type.String(), Image, { description: 'Further images, by the names that the builder gives them' })),
  secret: Type.Optional(Login),
  needs: Type.Optional(
    Type.Record(Type.String(), Type.String(), {
      description: 'From a need of the builder to the component that fulfils it, where the type alone is ambiguous',
    }),
  ),
  external: Type.Optional(
    Type.Record(Type.String(), Type.Unknown(), { description: 'The connection of a component that is not deployed, only known' }),
  ),
  provides: Type.Optional(Type.String({ description: 'The contract of an external component whose name is no builder' })),
  clients: Type.Optional(
    Type.Array(DnsLabel('A namespace'), {
      description: 'Namespaces outside of the environment whose Pods may use this component, where they are not those of the environment',
    }),
  ),
};

const ComponentEntry = Type.Union([Type.Null(), Type.Object(componentKeys, { additionalProperties: true })]);

/** How the Secrets of an environment come to be. */
export const Secrets = Type.Union(
  [
    Type.Object(
      {
        provider: Type.Literal('existing', { default: 'existing' }),
        existing: Type.Record(SecretName, Type.Array(SecretKey), {
          ...closed,
          default: {},
          description: 'The Secrets that somebody creates, each with its keys',
        }),
      },
      { ...closed, description: 'Secrets that somebody creates by hand or by other means' },
    ),
    Type.Object(
      {
        provider: Type.Literal('external-secrets'),
        store: Type.String({ description: 'One of the secretStores of the cluster' }),
        refreshInterval: Type.String({ pattern: '^\\d+[smh]$', default: '1h', description: 'How often the values are read again' }),
        remote: Type.Record(SecretName, Type.Record(SecretKey, Type.String(), closed), {
          ...closed,
          default: {},
          description: 'Secret, key, and the name of its value in the store, where it is not "<secret>-<key>"',
        }),
      },
      { ...closed, description: 'ExternalSecrets that read a store of the cluster' },
    ),
    Type.Object(
      { provider: Type.Literal('sealed-secrets') },
      { ...closed, description: 'SealedSecrets that stand in sealed-secrets/ beside environment.yaml' },
    ),
  ],
  { default: { provider: 'existing' }, description: 'How the Secrets come to be; values never stand in this repository' },
);

const pointer = Type.String({
  pattern: '^(/.*)?$',
  description: 'Path to the field with slashes, such as /spec/replicas (JSON Pointer, RFC 6901)',
});
const Operation = Type.Union([
  Type.Object({ op: Type.Literal('add'), path: pointer, value: Type.Unknown() }, closed),
  Type.Object({ op: Type.Literal('replace'), path: pointer, value: Type.Unknown() }, closed),
  Type.Object({ op: Type.Literal('test'), path: pointer, value: Type.Unknown() }, closed),
  Type.Object({ op: Type.Literal('remove'), path: pointer }, closed),
  Type.Object({ op: Type.Literal('move'), path: pointer, from: pointer }, closed),
  Type.Object({ op: Type.Literal('copy'), path: pointer, from: pointer }, closed),
]);

const PatchEntry = Type.Object(
  {
    target: Type.Object(
      { kind: Type.String(), name: Type.String(), namespace: Type.Optional(Type.String()) },
      { ...closed, description: 'The rendered object' },
    ),
    reason: Type.String({ minLength: 10, description: 'Why no option does: for whoever reads it next year' }),
    patch: Type.Array(Operation, { minItems: 1, description: 'Operations of RFC 6902, in order' }),
  },
  closed,
);

const PodSecurity = OneOf(['restricted', 'baseline', 'privileged']);

const partial = {
  mode: Type.Optional(
    OneOf(['full', 'hybrid', 'minimal'], {
      description: 'full: nothing is external. minimal: all infrastructure is. hybrid: some. Derived; checked where it is stated',
    }),
  ),
  stage: Type.Optional(
    OneOf(['development', 'staging', 'production'], {
      description: 'How strict the checks are: NodePorts, for example, are for development only. production by default',
    }),
  ),
  domain: Type.Optional(
    Type.String({ pattern: '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$', description: 'Host name under which people reach the environment' }),
  ),
  sync: Type.Optional(
    OneOf(['automatic', 'manual'], {
      description: 'manual: a commit changes nothing until a person syncs the root. automatic by default',
    }),
  ),
  registry: Type.Optional(Registry),
  pullSecrets: Type.Optional(Type.Array(SecretName, { description: 'Secrets of type kubernetes.io/dockerconfigjson to pull images with' })),
  podSecurity: Type.Optional(PodSecurity),
  namespaces: Type.Optional(
    Type.Record(Type.String(), Type.Object({ podSecurity: PodSecurity }, closed), {
      description: 'What differs for one of several namespaces',
    }),
  ),
  clients: Type.Optional(
    Type.Array(DnsLabel('A namespace'), {
      description:
        'Namespaces outside of the environment whose Pods may use its infrastructure and applications. A component may have clients of its own, and tooling has no others',
    }),
  ),
  quota: Type.Optional(
    Type.Object(
      {
        cpu: Quantity({ description: 'Sum of the CPU that containers request' }),
        memory: Quantity({ description: 'Sum of the memory that containers request' }),
        storage: Quantity({ description: 'Sum of the storage that claims request' }),
        pods: Type.Integer({ minimum: 1, default: 100, description: 'Number of Pods' }),
      },
      { ...closed, description: 'What each namespace may use at most; the components have to fit, rollouts and Jobs included' },
    ),
  ),
  priorityClasses: Type.Optional(
    Type.Boolean({
      description:
        'Whether infrastructure is scheduled before applications and these before tooling, where a cluster is full. false by default',
    }),
  ),
  secrets: Type.Optional(Secrets),
  components: Type.Optional(
    Type.Record(Type.String({ pattern: componentName }), ComponentEntry, {
      additionalProperties: false,
      description: 'What the environment consists of, by name. null takes out what a layer put in',
    }),
  ),
  patches: Type.Optional(Type.Array(PatchEntry, { description: 'Changes to single rendered objects, for what is too rare for an option' })),
} satisfies TProperties;

/** environments/layers/<name>.yaml: a partial environment that others start from. */
export const LayerFile = Type.Object(
  { ...partial, cluster: Type.Optional(Type.String()), namespace: Type.Optional(DnsLabel('Namespace')) },
  { ...closed, title: 'Layer', description: 'A partial environment that others start from' },
);
export type LayerFile = Static<typeof LayerFile>;

/** environments/<name>/environment.yaml. */
export const EnvironmentFile = Type.Object(
  {
    layers: Type.Array(Type.String(), {
      default: [],
      uniqueItems: true,
      description: 'Layers to start from, left to right; the environment itself comes last',
    }),
    ...partial,
    cluster: Type.Optional(Type.String({ description: 'One of the folders under clusters/' })),
    namespace: Type.Optional(DnsLabel('Namespace of the components')),
  },
  { ...closed, title: 'Environment', description: 'A set of components on one cluster' },
);
export type EnvironmentFile = Static<typeof EnvironmentFile>;
