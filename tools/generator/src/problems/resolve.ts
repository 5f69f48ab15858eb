import { kind } from './kind.ts';

const suggest = (suggestion: string | undefined, known: readonly string[], what: string) =>
  suggestion
    ? `Did you mean "${suggestion}"?`
    : known.length > 0
      ? `There ${known.length === 1 ? 'is' : 'are'}: ${known.join(', ')}.`
      : `There is no ${what} yet.`;

/** What is found where an environment is completed. */
export const resolveProblems = {
  'unknown-layer': kind<{ layer: string; known: readonly string[]; suggestion: string | undefined }>({
    severity: 'error',
    title: 'An unknown layer',
    explanation: 'A layer is a file environments/layers/<name>.yaml, named without folder and ending.',
    message: ({ layer }) => `There is no layer "${layer}".`,
    hint: ({ suggestion, known }) => suggest(suggestion, known, 'layer'),
  }),
  'unknown-cluster': kind<{ cluster: string; known: readonly string[]; suggestion: string | undefined }>({
    severity: 'error',
    title: 'An unknown cluster',
    explanation: 'A cluster is a folder clusters/<name> with a cluster.yaml.',
    message: ({ cluster }) => `There is no cluster "${cluster}".`,
    hint: ({ suggestion, known }) => suggest(suggestion, known, 'cluster'),
  }),
  'unset-key': kind<{ key: string; example: string }>({
    severity: 'error',
    title: 'Neither the environment nor a layer sets a key',
    explanation: 'The key may stand in the environment or in one of its layers, but one of them must set it.',
    message: ({ key }) => `Neither the environment nor one of its layers says "${key}".`,
    hint: ({ example }) => `Add this line:\n${example}`,
  }),
  'unknown-builder': kind<{
    component: string;
    builder: string;
    known: readonly string[];
    suggestion: string | undefined;
    /** What an external component may provide; undefined for one that is deployed. */
    contracts: readonly string[] | undefined;
  }>({
    severity: 'error',
    title: 'An unknown builder',
    explanation:
      'A component is built by the builder of its name, or by the one that `builder:` names. Builders are the folders under packages/services and apps.',
    message: ({ component, builder }) =>
      component === builder
        ? `No builder is called "${builder}".`
        : `The component "${component}" asks for the builder "${builder}", which does not exist.`,
    hint: ({ suggestion, known, component, builder, contracts }) => {
      if (contracts && !suggestion && component === builder)
        return `An external component whose name is no builder says what it provides (${contracts.join(', ')}):\n${component}:\n  provides: <contract>\n  external: …`;
      return `${suggestion ? `Did you mean "${suggestion}"?` : `Builders: ${known.join(', ')}.`}${
        component === builder
          ? `\nA component with a name of its own says which builder it wants:\n${component}: { builder: <builder> }`
          : ''
      }`;
    },
  }),
  'unknown-contract': kind<{ component: string; contract: string; known: readonly string[]; suggestion: string | undefined }>({
    severity: 'error',
    title: 'An unknown contract',
    explanation: '`provides:` names the contract that an external component fulfils, such as postgres or object-storage.',
    message: ({ component, contract }) => `The component "${component}" provides "${contract}", which is no contract.`,
    hint: ({ suggestion, known }) => suggest(suggestion, known, 'contract'),
  }),
  'external-with-options': kind<{ component: string; keys: readonly string[] }>({
    severity: 'error',
    title: 'Options of an external component',
    explanation: 'What is external is not deployed, so options of its builder would do nothing.',
    message: ({ component, keys }) => `"${component}" is external, so ${keys.map((key) => `"${key}"`).join(' and ')} would do nothing.`,
    hint: ({ keys }) => `Remove ${keys.join(', ')}, or remove "external" to deploy the component.`,
  }),
  'needless-provides': kind<{ component: string }>({
    severity: 'error',
    title: 'A contract that a deployed component names',
    explanation: "What a deployed component provides is its builder's business. Only an external one says it.",
    message: ({ component }) => `"${component}" is deployed, so its builder says what it provides.`,
    hint: () => 'Remove "provides".',
  }),
  'reserved-namespace': kind<{ namespace: string; reason: string }>({
    severity: 'error',
    title: 'A namespace that is not for components',
    explanation:
      'Whoever may write to the namespaces of Argo CD and its Applications may deploy anything anywhere, and those of Kubernetes belong to the cluster. An environment lives in namespaces of its own.',
    message: ({ namespace, reason }) => `Components can't live in the namespace "${namespace}": ${reason}.`,
    hint: () => "Choose a namespace of the environment's own.",
  }),
  'reserved-name': kind<{ component: string }>({
    severity: 'error',
    title: 'A reserved name',
    explanation: 'The generator adds the components "foundation" (namespaces and policies) and "secrets" to every environment.',
    message: ({ component }) => `"${component}" is the name of a component that the generator adds.`,
    hint: ({ component }) => `Call it otherwise and say its builder:\nmy-${component}: { builder: ${component} }`,
  }),
  'needless-image': kind<{ component: string }>({
    severity: 'error',
    title: 'An image for a component without Pods',
    explanation: 'The builder of the component renders no Pods, so an image would do nothing.',
    message: ({ component }) => `"${component}" has no Pods, so an image would do nothing.`,
    hint: () => 'Remove "image".',
  }),
  'unknown-image': kind<{ component: string; image: string; known: readonly string[]; suggestion: string | undefined }>({
    severity: 'error',
    title: 'An unknown image',
    explanation: '`images:` names the further images of a builder. Its main image is `image:`.',
    message: ({ component, image }) => `The builder of "${component}" has no image "${image}".`,
    hint: ({ suggestion, known }) => suggest(suggestion, known, 'further image'),
  }),
  'unknown-secret-key': kind<{ component: string; key: string; known: readonly string[]; suggestion: string | undefined }>({
    severity: 'error',
    title: 'An unknown key of a Secret',
    explanation: '`secret: { keys: }` renames keys that the contract of the component knows.',
    message: ({ component, key }) => `The Secret of "${component}" has no key "${key}" to rename.`,
    hint: ({ suggestion, known }) => suggest(suggestion, known, 'key'),
  }),
  'unknown-need': kind<{ component: string; need: string; known: readonly string[]; suggestion: string | undefined }>({
    severity: 'error',
    title: 'An unknown need',
    explanation: '`needs:` binds the needs that the builder declares, by the names that it gives them.',
    message: ({ component, need }) => `"${component}" has no need called "${need}".`,
    hint: ({ suggestion, known }) => (known.length > 0 ? suggest(suggestion, known, 'need') : 'Its builder has no needs: remove it.'),
  }),
  'unknown-component': kind<{
    component: string;
    need: string;
    target: string;
    candidates: readonly string[];
    suggestion: string | undefined;
  }>({
    severity: 'error',
    title: 'A need bound to a component that does not exist',
    explanation: 'The need names a component that the environment does not have.',
    message: ({ component, need, target }) => `"${component}" wants "${target}" as its ${need}, but the environment has no such component.`,
    hint: ({ suggestion, candidates }) => suggest(suggestion, candidates, 'component that could fulfil it'),
  }),
  'wrong-contract': kind<{
    component: string;
    need: string;
    target: string;
    wanted: string;
    provided: string;
    candidates: readonly string[];
  }>({
    severity: 'error',
    title: 'A need bound to a component of another kind',
    explanation: 'The component that is named provides another contract than the one that is needed.',
    message: ({ component, need, target, wanted, provided }) =>
      `"${component}" needs ${wanted} as its ${need}, but "${target}" provides ${provided}.`,
    hint: ({ candidates, wanted }) => suggest(undefined, candidates, `component that provides ${wanted}`),
  }),
  'unmet-need': kind<{ component: string; need: string; contract: string; builders: readonly string[]; externalExample: string }>({
    severity: 'error',
    title: 'An unmet need',
    explanation: 'A component needs a connection that no component of the environment provides. Deploy one, or name an external one.',
    message: ({ component, contract }) => `"${component}" needs ${contract}, but nothing in the environment provides it.`,
    hint: ({ builders, contract, externalExample }) => {
      const [builder] = builders;
      const name = builder ?? contract;
      const deploy = builder
        ? `Add one under components, either deployed:\n  ${builder}: {}\nor external:\n`
        : 'Add it under components:\n';
      return `${deploy}  ${name}:\n${builder ? '' : `    provides: ${contract}\n`}    external: ${externalExample}`;
    },
  }),
  'ambiguous-need': kind<{ component: string; need: string; contract: string; candidates: readonly { name: string; at: string }[] }>({
    severity: 'error',
    title: 'An ambiguous need',
    explanation: 'Several components provide what is needed, so the type alone does not say which one is meant.',
    message: ({ component, contract, candidates }) =>
      `"${component}" needs ${contract}, and ${candidates.length} components provide it: ${candidates.map(({ name, at }) => `"${name}" (${at})`).join(', ')}.`,
    hint: ({ component, need, candidates }) =>
      `Say which, under components:\n  ${component}:\n    needs: { ${need}: ${candidates.map(({ name }) => name).join(' | ')} }`,
  }),
  'wrong-mode': kind<{ stated: string; derived: string; deployed: readonly string[]; external: readonly string[] }>({
    severity: 'error',
    title: 'The mode is not the one that is stated',
    explanation:
      'full: nothing is external. minimal: no infrastructure is deployed. hybrid: some is, some is not. The mode follows from the components; stating it guards against surprises.',
    message: ({ stated, derived }) => `The environment says mode "${stated}", but its components make it "${derived}".`,
    hint: ({ deployed, external, derived }) =>
      `Deployed infrastructure: ${deployed.join(', ') || 'none'}. External: ${external.join(', ') || 'none'}.\nChange the components, or say "mode: ${derived}".`,
  }),
  'unused-external': kind<{ component: string }>({
    severity: 'warning',
    title: 'An external component that nobody needs',
    explanation: 'A connection is given, but no component needs it: often a left-over, or a need bound to another component.',
    message: ({ component }) => `"${component}" is external, but no component needs it.`,
    hint: () => 'Remove it, or bind a need to it.',
  }),
  'unknown-store': kind<{ store: string; cluster: string; provider: string; known: readonly string[]; suggestion: string | undefined }>({
    severity: 'error',
    title: 'An unknown secret store',
    explanation: 'ExternalSecrets read a store of the cluster, and cluster.yaml lists its stores under secretStores.',
    message: ({ store, cluster }) => `The cluster "${cluster}" has no secret store "${store}".`,
    hint: ({ suggestion, known, store, cluster, provider }) =>
      suggestion || known.length > 0
        ? suggest(suggestion, known, 'secret store')
        : `Add it to clusters/${cluster}/cluster.yaml:\nsecretStores:\n  ${store}: { provider: ${provider} }`,
  }),
  'shared-isolation': kind<{ namespace: string }>({
    severity: 'warning',
    title: 'Applications beside Argo CD itself',
    explanation:
      'With `isolation: shared` the Applications of environments live in the namespace of Argo CD, where an Application may name any project. The projects then guard against accidents, not against people.',
    message: ({ namespace }) =>
      `The Applications of all environments live in "${namespace}" with Argo CD itself, so whoever may commit under environments/ may deploy anything anywhere.`,
    hint: () => 'Let owners of clusters/ review environments/ too, or allow applications in any namespace and remove "isolation: shared".',
  }),
  'outdated-argo-cd': kind<{ version: string; minimum: string; reason: string }>({
    severity: 'error',
    title: 'An Argo CD that is too old',
    explanation:
      'The order of a rollout and the limits of projects rest on fields that older versions do not have: retry.refresh lets a waiting root take newer commits, and projects name the cluster-scoped objects that they allow.',
    message: ({ version, minimum, reason }) => `Argo CD ${version} is too old: ${minimum} or later is needed (${reason}).`,
    hint: ({ minimum }) => `Upgrade Argo CD to ${minimum} or later, then say so in argocd.version.`,
  }),
};
