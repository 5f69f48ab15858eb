import type { ClusterFacts, SecretStore } from './cluster.ts';

const account = '{ name: <service account>, namespace: external-secrets }';

/** What a store needs to know, by provider, with the identity of a ServiceAccount instead of a key. */
const specs: Readonly<Record<SecretStore['provider'], string>> = {
  'azure-key-vault': `azurekv:
      authType: WorkloadIdentity
      vaultUrl: https://<vault>.vault.azure.net
      serviceAccountRef: ${account}`,
  'aws-secrets-manager': `aws:
      service: SecretsManager
      region: <region>
      auth: { jwt: { serviceAccountRef: ${account} } }`,
  'gcp-secret-manager': `gcpsm:
      projectID: <project>
      auth: { workloadIdentity: { clusterLocation: <region>, clusterName: <cluster>, serviceAccountRef: ${account} } }`,
  vault: `vault:
      server: https://<vault>
      path: <mount of the key-value engine>
      version: v2
      auth: { kubernetes: { mountPath: kubernetes, role: <role>, serviceAccountRef: ${account} } }`,
};

/** The stores that ExternalSecrets read: nobody but an administrator knows what is in them and who may read it. */
export function stores({ secretStores }: ClusterFacts): string | false {
  const entries = Object.entries(secretStores);
  if (entries.length === 0) return false;
  return `## Secret stores

ExternalSecrets name these stores. Apply each in the cluster where the environments run, once the External Secrets Operator is there;
until then their environments wait in wave 1. What has to be in a store is listed in the README of each environment.

${entries.map(([name, store]) => manifest(name, store)).join('\n\n')}`;
}

function manifest(name: string, { kind, provider, prefix }: SecretStore): string {
  const where = kind === 'SecretStore' ? `{ name: ${name}, namespace: <namespace of the environment> }` : `{ name: ${name} }`;
  const entry =
    provider === 'vault' || provider === 'aws-secrets-manager'
      ? `\`${prefix}<secret>\` with a property per key`
      : `\`${prefix}<secret>-<key>\``;
  return `A value is called ${entry}, unless an environment's \`secrets.remote\` says otherwise:

\`\`\`yaml
apiVersion: external-secrets.io/v1
kind: ${kind}
metadata: ${where}
spec:
  provider:
    ${specs[provider]}
\`\`\``;
}
