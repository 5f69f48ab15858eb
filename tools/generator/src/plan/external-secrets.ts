import type { SecretStore } from '@gitops/argocd';
import { grouped } from '../grouped.ts';
import type { Environment, ManifestObject, PlannedSecret, SecretsPolicy } from '../model.ts';
import { didYouMean } from '../parse/did-you-mean.ts';
import { type Problem, problem } from '../problem.ts';

export type ExternalSecretsPolicy = Extract<SecretsPolicy, { provider: 'external-secrets' }>;

/** The ExternalSecret that makes one Secret from values of the store; what is no secret stands in its template (W062). */
export function externalSecret(secret: PlannedSecret, policy: ExternalSecretsPolicy, environment: Environment): ManifestObject {
  const store = environment.cluster.secretStores[policy.store] as SecretStore;
  const fetched = Object.entries(secret.keys).filter(([, value]) => value.from !== 'literal');
  const data = Object.entries(secret.keys).map(([key, value]) => [
    key,
    value.from === 'literal' ? escapeBraces(value.value) : `{{ .${variable(key)} }}`,
  ]);
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: secret.name, namespace: secret.namespace, labels: { 'app.kubernetes.io/part-of': environment.name } },
    spec: {
      refreshInterval: policy.refreshInterval,
      secretStoreRef: { kind: store.kind, name: policy.store },
      target: {
        name: secret.name,
        creationPolicy: 'Owner',
        deletionPolicy: 'Retain',
        template: { engineVersion: 'v2', ...(secret.type ? { type: secret.type } : {}), data: Object.fromEntries(data) },
      },
      data: fetched.map(([key]) => ({
        secretKey: variable(key),
        // The operator fills these in; said here, nothing differs from Git.
        remoteRef: {
          ...remoteRef(secret.name, key, policy, store),
          conversionStrategy: 'Default',
          decodingStrategy: 'None',
          metadataPolicy: 'None',
        },
      })),
    },
  };
}

/** Names under `remote` that nobody asks for. */
export function remoteProblems(
  secrets: readonly PlannedSecret[],
  { remote }: ExternalSecretsPolicy,
  { folder, at }: Environment,
): Problem[] {
  const known = grouped(
    secrets.flatMap(({ name, keys }) => Object.keys(keys).flatMap((key) => (keys[key]?.from === 'literal' ? [] : [[name, key] as const]))),
  );
  return Object.entries(remote).flatMap(([name, keys]) => {
    const unknown = (what: 'Secret' | 'key', wrong: string, candidates: readonly string[], ...path: string[]) => {
      const facts = { name: wrong, what, known: candidates, suggestion: didYouMean(wrong, candidates) };
      return problem('unknown-remote', { unit: folder, at: at('secrets', 'remote', ...path) }, facts);
    };
    const own = known.get(name);
    if (!own) return [unknown('Secret', name, [...known.keys()], name)];
    return Object.keys(keys).flatMap((key) => (own.includes(key) ? [] : [unknown('key', key, own, name, key)]));
  });
}

/** Vault and AWS hold one entry a Secret with a property a key; Azure and GCP hold one entry a value, named with hyphens (W068). */
export function remoteRef(
  name: string,
  key: string,
  { remote }: ExternalSecretsPolicy,
  { provider, prefix }: SecretStore,
): { key: string; property?: string } {
  const named = remote[name]?.[key];
  if (provider === 'vault' || provider === 'aws-secrets-manager') {
    const [entry = '', property] = named?.split('#') ?? [`${prefix}${name}`, key];
    return property === undefined ? { key: entry } : { key: entry, property };
  }
  return { key: named ?? `${prefix}${name}-${key}`.replaceAll(/[^A-Za-z0-9-]/g, '-') };
}

/** Keys of Secrets may hold hyphens and dots, names in a template may not. */
function variable(key: string): string {
  return key.replaceAll(/\W/g, '_');
}

/** A literal that happens to hold template braces stays a literal. */
function escapeBraces(text: string): string {
  return text.replaceAll('{{', '{{ "{{" }}');
}
