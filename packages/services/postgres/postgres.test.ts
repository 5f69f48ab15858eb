import { build, find, render } from '@gitops/kit/testing';
import { expect, test } from 'vitest';
import { postgres } from './postgres.ts';

type Manifests = ReturnType<typeof build>['manifests'];

const options = {
  database: 'identity',
  owner: 'identity_user',
  extensions: ['pg_trgm'],
  databases: [
    { name: 'conversation', owner: 'conversation_user' },
    { name: 'knowledge', owner: 'knowledge_user', extensions: ['vector', 'pg_trgm'] },
    { name: 'archive' },
  ],
  storage: '100Gi',
  storageClass: 'managed-premium',
  maxConnections: 300,
  sharedBuffers: '1GB',
  walLevel: 'logical',
  resources: { requests: { cpu: '2', memory: '4Gi' }, limits: { memory: '4Gi' } },
};

test('defaults', async () => {
  await expect(render(postgres)).toMatchFileSnapshot('golden/defaults.yaml');
});

test('every option set', async () => {
  await expect(render(postgres, { component: 'reports-db', secretName: 'pg-secret', options })).toMatchFileSnapshot('golden/full.yaml');
});

test('the server reads its settings, and says what its statements cost', () => {
  const { manifests } = build(postgres, { options: { maxConnections: 321 } });
  expect(container(manifests, 'StatefulSet')).toMatchObject({ args: ['-c', 'config_file=/etc/postgresql/postgresql.conf'] });
  expect(file(manifests, 'postgresql.conf')).toContain('\nmax_connections = 321\n');
  expect(file(manifests, 'postgresql.conf')).toContain('\nshared_preload_libraries = pg_stat_statements\n');
});

test('the data directory is below the mount, because a volume may come with lost+found', () => {
  expect(container(build(postgres).manifests, 'StatefulSet').env).toContainEqual({
    name: 'PGDATA',
    value: '/var/lib/postgresql/data/pgdata',
  });
});

test('no password has a value, and no dependant is the superuser', () => {
  const { secrets } = build(postgres, { secretName: 'pg-secret', options });
  const password = expect.objectContaining({ from: 'random' });
  const login = (value: string) => ({ username: { from: 'literal', value }, password });
  expect(secrets).toEqual([
    { name: 'pg-secret', keys: login('identity_user') },
    { name: 'postgres-superuser', keys: { password, exporter: password } },
    { name: 'postgres-conversation-user', keys: login('conversation_user') },
    { name: 'postgres-knowledge-user', keys: login('knowledge_user') },
  ]);
});

test('the Job knows the owner of every database, and the Secret of every owner (V023)', () => {
  const { manifests } = build(postgres, { secretName: 'pg-secret', secretKeys: { password: 'pg_password' }, options });
  expect(file(manifests, 'databases.txt')).toBe('identity 0 pg_trgm\nconversation 1\nknowledge 2 vector pg_trgm\narchive 0\n');
  const { env } = container(manifests, 'Job');
  const from = (name: string, key: string) => ({ secretKeyRef: { name, key } });
  expect(Object.fromEntries(env.map(({ name, value, valueFrom }) => [name, value ?? valueFrom]))).toEqual({
    PGHOST: 'postgres.test.svc.cluster.local',
    PGUSER: 'postgres',
    PGPASSWORD: from('postgres-superuser', 'password'),
    EXPORTER_PASSWORD: from('postgres-superuser', 'exporter'),
    OWNER_0: from('pg-secret', 'username'),
    PASSWORD_0: from('pg-secret', 'pg_password'),
    OWNER_1: from('postgres-conversation-user', 'username'),
    PASSWORD_1: from('postgres-conversation-user', 'password'),
    OWNER_2: from('postgres-knowledge-user', 'username'),
    PASSWORD_2: from('postgres-knowledge-user', 'password'),
  });
});

test.each(['postgres', 'exporter'])('nobody owns the database whose password the Job needs itself: %s', (owner) => {
  expect(() => build(postgres, { options: { owner } })).toThrow('owner');
  expect(() => build(postgres, { options: { databases: [{ name: 'a', owner }] } })).toThrow('databases');
});

test.each(['superuser', 'trailing_', 'Upper', 'a-b'])('an owner whose Secret could not be named is refused: %s', (owner) => {
  expect(() => build(postgres, { options: { databases: [{ name: 'a', owner }] } })).toThrow('databases');
});

test('a changed list is a new Job', () => {
  const jobOf = (name: string) => find(build(postgres, { options: { databases: [{ name }] } }).manifests, 'Job').metadata;
  expect(jobOf('a')).not.toEqual(jobOf('b'));
});

test('the exporter logs in as a role of its own and never learns the password of the superuser', () => {
  expect(container(build(postgres).manifests, 'Deployment').env).toEqual([
    { name: 'DATA_SOURCE_URI', value: 'postgres.test.svc.cluster.local:5432/postgres?sslmode=disable' },
    { name: 'DATA_SOURCE_USER', value: 'exporter' },
    { name: 'DATA_SOURCE_PASS', valueFrom: { secretKeyRef: { name: 'postgres-superuser', key: 'exporter' } } },
  ]);
});

interface Container {
  args: string[];
  env: { name: string; value?: string; valueFrom?: object }[];
}

function container(manifests: Manifests, kind: string): Container {
  // `find` leaves the type open.
  const { spec } = find(manifests, kind) as { spec: { template: { spec: { containers: [Container] } } } };
  return spec.template.spec.containers[0];
}

function file(manifests: Manifests, name: string): string | undefined {
  const maps = manifests.map((manifest) => manifest.toJSON() as { data?: Record<string, string> });
  return maps.map(({ data }) => data?.[name]).find((text) => text !== undefined);
}
