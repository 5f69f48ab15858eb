import { restoreNotes } from './restore-notes.ts';
import { example, mc, type RunbookFacts } from './runbook-facts.ts';
import type { Source } from './sources.ts';

/** How people look at backups, make one, and restore each source, with the names of this component: Markdown from the third level on. */
export function restoreRunbook(facts: RunbookFacts): string {
  const [first] = facts.sources;
  if (!first) return '';
  const notes = facts.sources.map(
    (source) =>
      `#### ${source.name}\n\n\`restore: { source: ${source.name}, from: ${example[source.name]} }\`\n\n${restoreNotes(source, facts)}`,
  );
  const objects = facts.objects ? [`#### Objects\n\n${facts.objects}`] : [];
  return [overview(first.name, facts), restoring(first.name, facts), ...notes, ...objects].join('\n\n');
}

function overview(first: Source['name'], facts: RunbookFacts): string {
  const { name, namespace, folder, retentionDays, sources } = facts;
  const kubectl = `kubectl -n ${namespace}`;
  const byHand = `${name}-${first}-by-hand`;
  return `### Backups by \`${name}\`

| Source | When (UTC) | Where |
| --- | --- | --- |
${sources.map((source) => `| ${source.name} | \`${source.schedule}\` | \`${folder}/${source.name}/\` |`).join('\n')}

Nothing else is backed up. What other components hold (collections, indices, tables for analysis, messages, metrics) is lost with its volume; the README of the
builder says what can be done.

Kept for ${retentionDays} days; the checksum beside a backup says that it is complete. Look what there is, the newest last:

\`\`\`sh
${sources.map((source) => `${mc(facts)} ls ${folder}/${source.name}/`).join('\n')}
\`\`\`

Make one now, and see how it goes:

\`\`\`sh
${kubectl} create job --from=cronjob/${name}-${first} ${byHand}
${kubectl} wait --for=condition=complete --timeout=1h job/${byHand}
${kubectl} logs job/${byHand} --all-containers
${kubectl} delete job ${byHand}
\`\`\`

Take one home and check it:

\`\`\`sh
BACKUP=${example[first]}
for file in "$BACKUP" "$BACKUP.sha256"; do ${mc(facts)} cat "${folder}/${first}/$file" > "$file"; done
sha256sum --check "$BACKUP.sha256"
\`\`\``;
}

function restoring(first: Source['name'], facts: RunbookFacts): string {
  const { name, namespace, folder, mirror } = facts;
  const kubectl = `kubectl -n ${namespace}`;
  const selector = `-l app.kubernetes.io/name=${name}-restore`;
  const bucketFirst = mirror ? 'the bucket of the backups from the mirror, if it was lost too, and then ' : '';
  return `### Restore from \`${name}\`

What there is now is replaced: make a backup of it first, if it can still be read. Then say in environment.yaml what to restore:

\`\`\`yaml
components:
  ${name}:
    restore: { source: ${first}, from: ${example[first]} }
\`\`\`

Render it, commit and push, and Argo CD runs it as a Job (without Argo CD, \`kubectl apply\` the file \`job-${name}-restore-….yaml\` that was generated):

\`\`\`sh
npx nx run gen:environments
git add --all . && git commit --message "Restore ${first}" && git push
\`\`\`

Follow it:

\`\`\`sh
${kubectl} get jobs ${selector}
${kubectl} logs ${selector} --all-containers --prefix --follow --tail=-1
\`\`\`

Where it failed, the log says why. Once that is mended, delete the Job, and Argo CD runs it again. Afterwards take the lines out again.
One backup is restored once, also when an upgrade renders the Job anew; to have it restored again, delete its mark first:

\`\`\`sh
${mc(facts)} rm ${folder}/restored/${first}/${example[first]}
${kubectl} delete jobs ${selector}
\`\`\`

After the loss of everything: install the environment anew, wait until it is healthy, then restore ${bucketFirst}source by source.`;
}
