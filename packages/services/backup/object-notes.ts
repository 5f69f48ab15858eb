import type { ObjectStorage } from '@gitops/connections';
import type { ConnectionOf, SecretHandle } from '@gitops/kit';
import { inCluster } from './in-cluster.ts';

/** What people have to do themselves where no bucket is mirrored: a paragraph of the runbook. */
export function objectNotes({ endpoint = '', secret }: ConnectionOf<typeof ObjectStorage>, bucket: string): string {
  const { hostname = '', port = '' } = endpoint === '' ? {} : new URL(endpoint);
  const server = inCluster(hostname);
  const byHand = server ? `\n\n${copies(server, port, secret)}` : '';
  return `Objects in other buckets than \`${bucket}\` have no backup, and what is in there is lost with the store: the option \`mirror\` is not set.${byHand}`;
}

function copies(
  { name, namespace }: { name: string; namespace: string },
  port: string,
  secret: SecretHandle<'accessKey' | 'secretKey'>,
): string {
  const value = (key: string) =>
    `$(kubectl -n ${namespace} get secret ${secret.name} --output go-template='{{ index .data "${key}" | base64decode }}')`;
  return `A bucket home, and back again, with mc on one's own machine:

\`\`\`sh
kubectl -n ${namespace} port-forward svc/${name} ${port} &
export MC_HOST_store="http://${value(secret.keys.accessKey)}:${value(secret.keys.secretKey)}@127.0.0.1:${port}"
mc ls store/
BUCKET=documents
mc mirror --overwrite "store/$BUCKET" "./$BUCKET"
mc mirror --overwrite "./$BUCKET" "store/$BUCKET"
\`\`\``;
}
