import { Elasticsearch } from '@gitops/connections';
import { connect, secret } from '@gitops/kit';
import { build, find, render } from '@gitops/kit/testing';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { kibana } from './kibana.ts';

const credentials = secret('es-secret', ['username', 'password']);
const inCluster = connect(Elasticsearch, { host: 'elasticsearch.test.svc.cluster.local', port: 9200, tls: false }, credentials);
const managed = connect(Elasticsearch, { host: 'search.example.com', port: 443, tls: true }, credentials);

test('defaults', async () => {
  await expect(render(kibana, { needs: { elasticsearch: inCluster } })).toMatchFileSnapshot('golden/defaults.yaml');
});

test('every option set, with an Elasticsearch of somebody else', async () => {
  const options = {
    login: 'token',
    ingress: { host: 'kibana.example.com', class: 'nginx', issuer: 'letsencrypt' },
    resources: { requests: { cpu: '500m', memory: '2Gi' }, limits: { cpu: '2', memory: '4Gi' } },
  };
  const rendering = { component: 'search-ui', secretName: 'search-ui-keys', options, needs: { elasticsearch: managed } };
  await expect(render(kibana, rendering)).toMatchFileSnapshot('golden/full.yaml');
});

test('people and dependants use port 80, the container another (W037)', () => {
  const { manifests, connection } = build(kibana, { needs: { elasticsearch: inCluster } });
  expect(connection.url).toBe('http://kibana.test.svc.cluster.local:80');
  expect(find(manifests, 'Service')).toMatchObject({ spec: { ports: [{ port: 80, targetPort: 'http' }] } });
});

test('logs in as kibana_system, never as the user of the dependants', () => {
  expect(settings(inCluster)).toMatchObject({
    'elasticsearch.username': 'kibana_system',
    'elasticsearch.password': placeholder('ELASTICSEARCH_CREDENTIAL'),
  });
  expect(render(kibana, { needs: { elasticsearch: inCluster } })).not.toContain('es-secret');
});

test('a token of the service account takes the place of user and password', () => {
  const token = settings(managed, { login: 'token' });
  expect(token).toMatchObject({ 'elasticsearch.serviceAccountToken': placeholder('ELASTICSEARCH_CREDENTIAL') });
  expect(token).not.toHaveProperty('elasticsearch.username');
  const { secrets } = build(kibana, { needs: { elasticsearch: managed }, options: { login: 'token' } });
  expect(Object.keys(secrets[0]?.keys ?? {})).toEqual(['token', 'saved-objects-key', 'session-key', 'reporting-key']);
});

test('speaks to Elasticsearch as the connection says', () => {
  expect(settings(inCluster)).toMatchObject({ 'elasticsearch.hosts': ['http://elasticsearch.test.svc.cluster.local:9200'] });
  expect(settings(managed)).toMatchObject({ 'elasticsearch.hosts': ['https://search.example.com:443'] });
});

test('the keys are kept in its Secret, long enough, and so is the password that Elasticsearch sets', () => {
  const { secrets } = build(kibana, { needs: { elasticsearch: inCluster } });
  const key = { from: 'random', characters: 64, description: expect.any(String) };
  expect(secrets).toEqual([
    {
      name: 'kibana-secret',
      keys: {
        password: expect.objectContaining({ from: 'given' }),
        'saved-objects-key': key,
        'session-key': key,
        'reporting-key': key,
      },
    },
  ]);
});

test('no secret ends up on the command line: the image does that with variables named like a setting', () => {
  const variables = Object.values(settings(inCluster)).flatMap((value) => /^\$\{(\w+)\}$/.exec(String(value))?.[1] ?? []);
  expect(variables).toEqual(['SAVED_OBJECTS_KEY', 'SESSION_KEY', 'REPORTING_KEY', 'ELASTICSEARCH_CREDENTIAL']);
  const { manifests } = build(kibana, { needs: { elasticsearch: inCluster } });
  const env = expect.arrayContaining(variables.map((name) => expect.objectContaining({ name })));
  expect(find(manifests, 'Deployment')).toMatchObject({ spec: { template: { spec: { containers: [{ env }] } } } });
});

test('never runs in two versions at once', () => {
  const { manifests } = build(kibana, { needs: { elasticsearch: inCluster } });
  expect(find(manifests, 'Deployment')).toMatchObject({ spec: { replicas: 1, strategy: { type: 'Recreate' } } });
});

test('an Elasticsearch that is away takes Kibana out of its Service, but does not restart it', () => {
  const { manifests } = build(kibana, { needs: { elasticsearch: inCluster } });
  const status = { httpGet: { path: '/api/status', port: 'http' } };
  expect(find(manifests, 'Deployment')).toMatchObject({
    spec: { template: { spec: { containers: [{ readinessProbe: status, livenessProbe: { tcpSocket: { port: 'http' } } }] } } },
  });
});

test('links point to the Ingress where there is one', () => {
  expect(settings(inCluster)).toMatchObject({ 'server.publicBaseUrl': 'http://kibana.test.svc.cluster.local:80' });
  expect(settings(inCluster, { ingress: { host: 'kibana.example.com' } })).toMatchObject({
    'server.publicBaseUrl': 'https://kibana.example.com',
  });
});

test('an Ingress without an issuer asks for no certificate', () => {
  const { manifests } = build(kibana, { needs: { elasticsearch: inCluster }, options: { ingress: { host: 'kibana.example.com' } } });
  const { metadata, spec } = find(manifests, 'Ingress');
  expect(metadata).not.toHaveProperty('annotations');
  expect(spec).not.toHaveProperty('tls');
});

/** kibana.yml as Kibana parses it. */
function settings(elasticsearch: object, options: object = {}): Record<string, unknown> {
  const { manifests } = build(kibana, { needs: { elasticsearch }, options });
  // `find` leaves the type open.
  const { data } = find(manifests, 'ConfigMap');
  return parse(data['kibana.yml'] ?? '') as Record<string, unknown>;
}

function placeholder(name: string): string {
  return `\${${name}}`;
}
