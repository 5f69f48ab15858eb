import { build, find, render } from '@gitops/kit/testing';
import { expect, test } from 'vitest';
import { elasticsearch } from './elasticsearch.ts';

test('defaults', async () => {
  await expect(render(elasticsearch)).toMatchFileSnapshot('golden/defaults.yaml');
});

test('every option set', async () => {
  const options = {
    user: { name: 'workfx_ai', fullName: 'WorkFX AI User' },
    roles: [
      {
        name: 'workfx_ai_role',
        cluster: ['monitor'],
        indices: [{ names: ['workfx_ai_*'], privileges: ['read', 'write', 'create_index'] }],
      },
    ],
    indexTemplates: [
      { name: 'workfx_ai', patterns: ['workfx_ai_*'] },
      {
        name: 'logs',
        patterns: ['logs-*', 'audit-*'],
        shards: 2,
        replicas: 1,
        mappings: { dynamic: false, properties: { message: { type: 'text' } } },
        deleteAfterDays: 30,
      },
    ],
    users: [
      { name: 'jaeger', roles: [{ name: 'jaeger', cluster: ['monitor'], indices: [{ names: ['jaeger-*'], privileges: ['write'] }] }] },
    ],
    kibanaSecret: 'kibana-secret',
    storage: '100Gi',
    storageClass: 'managed-premium',
    heap: '3g',
    mmap: true,
    resources: { requests: { cpu: '2', memory: '8Gi' }, limits: { cpu: '4', memory: '8Gi' } },
  };
  await expect(render(elasticsearch, { component: 'search', secretName: 'es-secret', options })).toMatchFileSnapshot('golden/full.yaml');
});

test('security is on', () => {
  expect(find(build(elasticsearch).manifests, 'StatefulSet')).toMatchObject(
    container({ env: [{ name: 'ELASTIC_PASSWORD', valueFrom: { secretKeyRef: { name: 'elasticsearch-superuser', key: 'password' } } }] }),
  );
  expect(configuration()).toContain('xpack.security.enabled: true\\n');
});

test('dependants log in as a user of their own, not as the superuser, and no password has a value', () => {
  const options = { user: { name: 'workfx_ai' }, kibanaSecret: 'kibana-secret' };
  const { secrets } = build(elasticsearch, { secretName: 'es-secret', options });
  const password = expect.objectContaining({ from: 'random' });
  expect(secrets).toEqual([
    { name: 'es-secret', keys: { username: { from: 'literal', value: 'workfx_ai' }, password } },
    { name: 'elasticsearch-superuser', keys: { password, exporter: password } },
    { name: 'kibana-secret', keys: { password } },
  ]);
});

test('a further user has a Secret and roles of its own, and those of the dependants have nothing of it', () => {
  const roles = [{ name: 'shop', indices: [{ names: ['shop-*'], privileges: ['all'] }] }];
  const own = { name: 'jaeger', cluster: ['monitor'], indices: [{ names: ['jaeger-*'], privileges: ['write'] }] };
  const { manifests, secrets } = build(elasticsearch, { options: { roles, users: [{ name: 'jaeger', roles: [own] }] } });
  expect(secrets).toContainEqual({
    name: 'elasticsearch-jaeger',
    keys: { username: { from: 'literal', value: 'jaeger' }, password: expect.objectContaining({ from: 'random' }) },
  });
  const files = setupFiles(manifests);
  expect(files['users.txt']).toBe('0 ["shop"]\n1 ["jaeger"]\n');
  expect(JSON.parse(files['role.jaeger.json'] ?? '')).toEqual({ cluster: own.cluster, indices: own.indices });
  expect(find(manifests, 'Job')).toMatchObject(
    container({
      env: expect.arrayContaining([{ name: 'PASSWORD_1', valueFrom: { secretKeyRef: { name: 'elasticsearch-jaeger', key: 'password' } } }]),
    }),
  );
});

test.each(['secret', 'superuser', 'exporter', 'elastic'])('nobody is called %s, who is somebody else', (name) => {
  const users = [{ name, roles: [{ name: 'reader' }] }];
  expect(() => build(elasticsearch, { options: { users } })).toThrow('pattern');
});

test('the user has all of the roles, so that none can be asked for that does not exist', () => {
  const { manifests } = build(elasticsearch, { options: { roles: [{ name: 'reader' }, { name: 'writer' }] } });
  expect(setupFiles(manifests)['users.txt']).toBe('0 ["reader","writer"]\n');
});

test('indices have no replicas unless asked for, because one node leaves them unassigned (W076)', () => {
  const { manifests } = build(elasticsearch, { options: { indexTemplates: [{ name: 'a', patterns: ['a-*'] }] } });
  expect(JSON.stringify(manifests)).toContain('\\"number_of_replicas\\": 0');
});

test('the fields of an index are mapped as its template says, and guessed where it says nothing', () => {
  const indexTemplates = [
    { name: 'guessed', patterns: ['guessed-*'] },
    { name: 'logs', patterns: ['logs-*'], mappings: { properties: { json: { type: 'flattened' } } } },
  ];
  const data = setupFiles(build(elasticsearch, { options: { indexTemplates } }).manifests);
  expect(JSON.parse(data['index-template.logs.json'] ?? '').template.mappings).toEqual({ properties: { json: { type: 'flattened' } } });
  expect(data['index-template.guessed.json']).not.toContain('mappings');
});

test('what is to be deleted has a lifecycle policy, and nothing else has', () => {
  const indexTemplates = [
    { name: 'kept', patterns: ['kept-*'] },
    { name: 'traces', patterns: ['traces-*'], deleteAfterDays: 30 },
  ];
  const { manifests } = build(elasticsearch, { options: { indexTemplates } });
  const setup = setupFiles(manifests);
  const policies = Object.keys(setup).filter((file) => file.startsWith('lifecycle-policy.'));
  expect(policies).toEqual(['lifecycle-policy.traces.json']);
  expect(setup['lifecycle-policy.traces.json']).toContain('"min_age": "30d"');
  expect(setup['index-template.traces.json']).toContain('"index.lifecycle.name": "traces"');
  expect(setup['index-template.kept.json']).not.toContain('lifecycle');
});

test('runs without privileges: no sysctl, no ulimit, a read-only root file system', () => {
  const { manifests } = build(elasticsearch);
  expect(configuration()).toContain('node.store.allow_mmap: \\"false\\"\\n');
  expect(JSON.stringify(manifests)).not.toMatch(/privileged|sysctl|ulimit|"readOnlyRootFilesystem":false/);
});

test('probes need no password and no green index', () => {
  const answers = { exec: { command: ['curl', '--silent', '--output', '/dev/null', '--max-time', '4', 'http://127.0.0.1:9200'] } };
  expect(find(build(elasticsearch).manifests, 'StatefulSet')).toMatchObject(
    container({ startupProbe: answers, readinessProbe: answers, livenessProbe: { tcpSocket: { port: 'http' } } }),
  );
});

test('the exporter is no part of the node: a new one does not restart it', () => {
  const { manifests } = build(elasticsearch);
  const exporter = { 'app.kubernetes.io/name': 'elasticsearch-exporter' };
  expect(find(manifests, 'Deployment', 'elasticsearch-exporter')).toMatchObject({ spec: { selector: { matchLabels: exporter } } });
  expect(find(manifests, 'Service', 'elasticsearch')).not.toMatchObject({ spec: { selector: exporter } });
  expect(targets()).toMatchObject([{ port: 'metrics', selector: exporter }]);
});

test('the exporter is told where to look, and logs in as a user of its own that the Job makes', () => {
  const { manifests } = build(elasticsearch);
  const password = { valueFrom: { secretKeyRef: { name: 'elasticsearch-superuser', key: 'exporter' } } };
  // Without the address the exporter runs, and serves nothing of Elasticsearch.
  expect(find(manifests, 'Deployment')).toMatchObject(
    container({
      args: ['--es.uri=http://elasticsearch.test.svc.cluster.local:9200'],
      env: [
        { name: 'ES_USERNAME', value: 'exporter' },
        { name: 'ES_PASSWORD', ...password },
      ],
    }),
  );
  expect(find(manifests, 'Job')).toMatchObject(container({ env: expect.arrayContaining([{ name: 'EXPORTER_PASSWORD', ...password }]) }));
});

function targets() {
  return build(elasticsearch).metrics;
}

/** What the setup Job is given. */
function setupFiles(manifests: Parameters<typeof find>[0]): Readonly<Record<string, string>> {
  return find(
    manifests.filter((manifest) => JSON.stringify(manifest).includes('setup.sh')),
    'ConfigMap',
  ).data;
}

function configuration(): string {
  return JSON.stringify(build(elasticsearch).manifests[0]);
}

function container(part: object) {
  return { spec: { template: { spec: { containers: [part] } } } };
}
