import { inCluster, type Server } from './in-cluster.ts';
import { example, mc, type RunbookFacts, type RunbookSource } from './runbook-facts.ts';

/** What is particular about restoring a source, for its paragraph in the runbook. */
export function restoreNotes(source: RunbookSource, facts: RunbookFacts): string {
  return notes[source.name](source, facts);
}

type Notes = (source: RunbookSource, facts: RunbookFacts) => string;

const notes: Readonly<Record<RunbookSource['name'], Notes>> = {
  postgres: (source, facts) => (source.whole ? wholeServer(source, facts) : oneDatabase),
  redis,
  mysql,
  nacos,
  mirror,
};

function wholeServer({ host }: RunbookSource, facts: RunbookFacts): string {
  const server = inCluster(host);
  return `The Job drops and creates every database that the backup holds; younger ones stay. Meanwhile nobody gets in but superusers: if it
fails, that stays so until it succeeds or somebody lets them in again. Passwords are not in the backup: roles that exist keep theirs, others
get one when the Job that creates databases runs again.${server ? `\n\n${onTheServer(server, facts)}` : ''}`;
}

function onTheServer({ name, namespace }: Server, facts: RunbookFacts): string {
  const psql = `kubectl -n ${namespace} exec -i ${name}-0 -c postgres -- psql -U postgres -d postgres`;
  return `Passwords, which the Job sets that Argo CD makes anew:

\`\`\`sh
kubectl -n ${namespace} delete jobs -l app.kubernetes.io/name=${name}-databases
\`\`\`

Letting everybody in again after a restore that is given up:

\`\`\`sh
${psql} << 'SQL'
SELECT format('ALTER ROLE %I CONNECTION LIMIT -1', rolname) FROM pg_roles WHERE rolcanlogin AND rolconnlimit = 0 \\gexec
SQL
\`\`\`

Into a server that has none of the databases, without the Job (it does no harm that roles exist already):

\`\`\`sh
${mc(facts)} cat ${facts.folder}/postgres/${example.postgres} | gunzip |
  ${psql}
\`\`\``;
}

const oneDatabase = `The Job drops and creates every object of the database that the backup holds, in one transaction: it happens as a whole or not at
all. Extensions are not in the backup: the server must have them.`;

function redis({ host }: RunbookSource): string {
  const server = inCluster(host);
  return `The Job empties Redis and then sets every key of the snapshot, with the time that it had left. What clients write meanwhile stays,
unless the snapshot has the same key. It needs as much memory as the data: \`restore.memory\`. Copying \`dump.rdb\` back and restarting
${server ? `\`${server.name}-0\`` : 'the server'} does nothing while there is an append only file: Redis reads only that, and where it is missing it starts empty and
overwrites the copy.`;
}

function mysql(_source: RunbookSource, { sources }: RunbookFacts): string {
  const server = inCluster(sources.find(({ name }) => name === 'nacos')?.host ?? '');
  const restart = `

Nodes of Nacos remember what they have read. Where they keep their configurations here, restart them afterwards:

\`\`\`sh
kubectl -n ${server?.namespace} rollout restart statefulset/${server?.name}
kubectl -n ${server?.namespace} rollout status statefulset/${server?.name}
\`\`\``;
  return `The Job drops and creates every table of the database that the backup holds, and loads it; tables that are younger stay. It is not
done in one transaction: what is written meanwhile may be lost or left over.${server ? restart : ''}`;
}

function nacos(_source: RunbookSource, { sources }: RunbookFacts): string {
  const more = sources.some(({ name }) => name === 'mysql')
    ? 'are in its database: restore mysql for those, and this is not needed.'
    : 'are not in it.';
  return `The Job writes every configuration of the backup over the one that is there, in every namespace, and creates namespaces that are
missing. Clients get the changes at once. Configurations that are younger than the backup stay. Users, permissions and history ${more}`;
}

function mirror(_source: RunbookSource, facts: RunbookFacts): string {
  const { remote = '', buckets: [bucket = ''] = [] } = facts.mirror ?? {};
  const there = `${remote}/${bucket.slice(bucket.lastIndexOf('/') + 1)}`;
  return `\`from\` is the bucket. The Job copies back what is missing here or differs, as the other store has it now: what was overwritten after
it had been mirrored is there only as an earlier version, where that store keeps versions. One object, without a Job:

\`\`\`sh
${mc(facts)} ls --recursive --versions ${there}/
${mc(facts)} cp ${there}/<object> ${bucket}/<object>
\`\`\``;
}
