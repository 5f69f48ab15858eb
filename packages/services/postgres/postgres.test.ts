import { build, find, render } from '@gitops/kit/testing';
import { expect, test } from 'vitest';
import { postgres } from './postgres.ts';

test('defaults', async () => {
  await expect(render(postgres)).toMatchFileSnapshot('golden/defaults.yaml');
});

test('every option set', async () => {
  const options = {
    database: 'workfx_ai',
    owner: 'workfx',
    databases: ['reports'],
    extensions: ['vector'],
    storage: '100Gi',
    storageClass: 'managed-premium',
    maxConnections: 300,
    sharedBuffers: '1GB',
    walLevel: 'logical',
    resources: { requests: { cpu: '2', memory: '4Gi' }, limits: { memory: '4Gi' } },
  };
  await expect(render(postgres, { component: 'reports-db', secretName: 'pg-secret', options })).toMatchFileSnapshot('golden/full.yaml');
});

test('max_connections is what the server reads, not only what a file says', () => {
  const { manifests } = build(postgres, { options: { maxConnections: 321 } });
  expect(JSON.stringify(manifests)).toContain('max_connections = 321\\n');
  expect(find(manifests, 'StatefulSet')).toMatchObject({
    spec: { template: { spec: { containers: [{ args: ['-c', 'config_file=/etc/postgresql/postgresql.conf'] }] } } },
  });
});

test('the data directory is below the mount, because a volume may come with lost+found', () => {
  const { manifests } = build(postgres);
  expect(JSON.stringify(manifests)).toContain('{"name":"PGDATA","value":"/var/lib/postgresql/data/pgdata"}');
});

test('no password has a value, and the role that dependants use is not the superuser', () => {
  const { secrets } = build(postgres, { secretName: 'pg-secret', options: { owner: 'workfx' } });
  expect(secrets).toEqual([
    { name: 'pg-secret', keys: { username: { from: 'literal', value: 'workfx' }, password: expect.objectContaining({ from: 'random' }) } },
    { name: 'postgres-superuser', keys: { password: expect.objectContaining({ from: 'random' }) } },
  ]);
});
