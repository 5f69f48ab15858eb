interface Facts {
  readonly namespace: string;
  readonly web: string;
  readonly siteUrl: string;
}

/** The first steps, which nobody can take but a person: until they are taken, whoever needs the key of a project waits. */
export function firstSteps({ namespace, web, siteUrl }: Facts): string {
  return `### First steps in PostHog

Whoever signs up first is its administrator: do it at once, or before its name is known to DNS, by

\`\`\`sh
kubectl -n ${namespace} port-forward service/${web} 8000
\`\`\`

and http://localhost:8000, later ${siteUrl}. Then make a project and put its key (Project settings, \`phc_…\`) into the Secret of those that send events; their Pods
wait for that Secret, and read it at their start only. Settings → System Status shows ingestion, queries, storage and workers.`;
}
