import { kind } from './kind.ts';

/** What is found where components become waves, policies and Applications. */
export const planProblems = {
  'dependency-cycle': kind<{ path: readonly { name: string; at: string }[] }>({
    severity: 'error',
    title: 'Components wait for each other',
    explanation: 'The needs of some components form a circle, so none of them could be the first.',
    message: ({ path }) => `Components wait for each other: ${[...path, path[0]].map((step) => step?.name).join(' -> ')}.`,
    hint: ({ path }) => `Bind one of these needs to another component:\n${path.map(({ name, at }) => `  ${name} (${at})`).join('\n')}`,
  }),
  'need-across-tiers': kind<{ component: string; tier: string; target: string; targetTier: string }>({
    severity: 'error',
    title: 'A need that points to a later tier',
    explanation:
      "Tiers come up in order: foundation, infrastructure, application, tooling. What comes up earlier can't need what comes up later.",
    message: ({ component, tier, target, targetTier }) =>
      `"${component}" (${tier}) needs "${target}", which is ${targetTier} and comes up later.`,
    hint: () => 'Bind the need to a component of the same or an earlier tier, or change the tier in the builder.',
  }),
  'secret-conflict': kind<{
    secret: string;
    key: string;
    first: string;
    second: string;
    /** Literals, which are no secrets. */
    values: readonly [string, string];
    need: { component: string; need: string; target: string } | undefined;
  }>({
    severity: 'error',
    title: 'Two components want different values under one key of a Secret',
    explanation: 'Components may share a Secret, and then their keys add up. Here the same key would have to hold two values.',
    message: ({ secret, key, first, second, values: [one, other] }) =>
      `"${first}" and "${second}" want different values under the key "${key}" of the Secret "${secret}": "${one}" and "${other}".`,
    hint: ({ first, need }) =>
      need
        ? `Set the option of one of them that says this value, or give "${need.component}" another component for its need:\n${need.component}: { needs: { ${need.need}: <component> } }`
        : `Give one of them a Secret of its own:\n${first}: { secret: <name> }`,
  }),
  'unknown-remote': kind<{ name: string; what: 'Secret' | 'key'; known: readonly string[]; suggestion: string | undefined }>({
    severity: 'error',
    title: 'A name in the store for a Secret or key that nobody asks for',
    explanation:
      '`secrets.remote` says what the store calls a value. A name that no component asks for is a typing error, and the value would be read under its usual name instead.',
    message: ({ name, what }) => `No component asks for a ${what} "${name}" whose value comes from the store.`,
    hint: ({ suggestion, known }) => (suggestion ? `Did you mean "${suggestion}"?` : `There are: ${known.join(', ') || 'none'}.`),
  }),
  'missing-sealed-secret': kind<{
    secret: string;
    /** That of the same name, where there is one. */
    found: { readonly file: string; readonly namespace: string; readonly missing: readonly string[] } | undefined;
    namespace: string;
    command: string;
    /** Seals the one that the cluster has. */
    existing: string;
  }>({
    severity: 'error',
    title: 'A SealedSecret is missing or incomplete',
    explanation: 'With the provider sealed-secrets, every Secret stands encrypted in sealed-secrets/<name>.yaml beside environment.yaml.',
    message: ({ secret, found, namespace }) => {
      if (!found) return `There is no SealedSecret "${secret}" for the namespace "${namespace}".`;
      if (found.namespace !== namespace)
        return `The SealedSecret "${secret}" in ${found.file} is for the namespace "${found.namespace}", not for "${namespace}".`;
      return `The SealedSecret "${secret}" in ${found.file} lacks ${found.missing.join(', ')}.`;
    },
    hint: ({ command, existing }) =>
      `Make it with values of your own, without writing them down:\n${command}\nWhere the cluster has it, seal that one, because servers know its values:\n${existing}`,
  }),
  'dead-patch': kind<{
    kind: string;
    name: string;
    candidates: readonly string[];
    kinds: readonly string[];
    suggestion: string | undefined;
    /** What the target says, and the namespaces that have such an object. */
    namespace?: string | undefined;
    elsewhere: readonly string[];
  }>({
    severity: 'error',
    title: 'A patch that matches nothing',
    explanation: 'The object that the patch names is not rendered, or not any more, so the patch would silently do nothing.',
    message: ({ kind: itsKind, name, namespace }) =>
      `No rendered object is the ${itsKind} "${name}" ${namespace === undefined ? '' : `in namespace "${namespace}" `}that the patch names.`,
    hint: ({ candidates, kinds, kind: itsKind, suggestion, elsewhere }) => {
      if (elsewhere.length > 0) return `There is one in ${elsewhere.join(' and ')}.`;
      const others = candidates.length > 0 ? `Objects of that kind: ${candidates.join(', ')}.` : `Rendered kinds: ${kinds.join(', ')}.`;
      const nothing = candidates.length > 0 ? '' : `Nothing of the kind ${itsKind} is rendered. `;
      return suggestion ? `Did you mean "${suggestion}"? ${others}` : `${nothing}${others}`;
    },
  }),
  'ambiguous-patch': kind<{ kind: string; name: string; namespaces: readonly string[] }>({
    severity: 'error',
    title: 'A patch that matches several objects',
    explanation: 'The same kind and name is rendered in several namespaces, and the patch does not say which one it means.',
    message: ({ kind: itsKind, name }) => `The patch names the ${itsKind} "${name}", which is rendered in several namespaces.`,
    hint: ({ namespaces }) => `Add the namespace to its target: ${namespaces.join(' or ')}.`,
  }),
  'failed-patch': kind<{
    operation: string;
    path: string;
    reason: string;
    beside: { readonly parent: string; readonly keys: readonly string[] } | undefined;
    suggestion: string | undefined;
  }>({
    severity: 'error',
    title: "A patch that can't be applied",
    explanation: 'An operation of the patch does not fit the rendered object: a path that does not exist, or a test that fails.',
    message: ({ operation, path, reason }) =>
      `The operation "${operation}" at ${path === '' ? 'the root' : path} can't be applied: ${reason}.`,
    hint: ({ beside, suggestion }) => {
      if (!beside) return 'Compare the path with the rendered file under generated/manifests.';
      const guess = suggestion ? `Did you mean "${suggestion}"? ` : '';
      return `${guess}At ${beside.parent} there ${beside.keys.length === 1 ? 'is' : 'are'}: ${beside.keys.join(', ') || 'nothing'}.`;
    },
  }),
};
