import type { SecretHandle } from '@gitops/kit';

interface Facts {
  readonly namespace: string;
  readonly web: string;
  readonly siteUrl: string;
  readonly key: SecretHandle<'apiKey'>;
}

/** The first steps, which nobody can take but a person. */
export function firstSteps({ namespace, web, siteUrl, key }: Facts): string {
  return `### First steps in PostHog

Whoever signs up first is its administrator: do it at once, or before its name is known to DNS, by

\`\`\`sh
kubectl -n ${namespace} port-forward service/${web} 8000
\`\`\`

and http://localhost:8000, later ${siteUrl}. Then make a project and put its key (Project settings, \`phc_…\`) under \`${key.keys.apiKey}\` into the Secret \`${key.name}\` of those that
send events, where anything may stand before; they read it when they start, so restart them. Settings → System Status shows ingestion, queries, storage and workers.`;
}
