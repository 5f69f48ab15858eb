import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Elasticsearch } from '@gitops/connections';
import { connect, secret } from '@gitops/kit';
import { build, find, pathOf, render } from '@gitops/kit/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { jaeger } from './jaeger.ts';

const inCluster = connect(
  Elasticsearch,
  { host: 'elasticsearch.test.svc.cluster.local', port: 9200, tls: false },
  secret('elasticsearch-secret', ['username', 'password']),
);
const managed = connect(
  Elasticsearch,
  { host: 'es.example.com', port: 443, tls: true },
  secret('es-secret', ['username', 'password'], { password: 'es_password' }),
);

test('defaults', async () => {
  await expect(render(jaeger, { needs: { storage: inCluster } })).toMatchFileSnapshot('golden/defaults.yaml');
});

test('every option set, with an Elasticsearch of somebody else', async () => {
  const options = {
    replicas: 2,
    aiServices: ['model-router'],
    storageSecret: 'es-jaeger',
    resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '2', memory: '4Gi' } },
  };
  await expect(render(jaeger, { component: 'tracing', options, needs: { storage: managed } })).toMatchFileSnapshot('golden/full.yaml');
});

describe('names', () => {
  test('people look at one Service, applications send to another, and both lead to the same Pods', () => {
    const { manifests } = build(jaeger, { needs: { storage: inCluster } });
    const selector = { 'app.kubernetes.io/name': 'jaeger' };
    expect(find(manifests, 'Service', 'jaeger-query')).toMatchObject({ spec: { selector, ports: [{ port: 16686 }] } });
    expect(find(manifests, 'Service', 'jaeger-collector')).toMatchObject({
      spec: { selector, ports: [{ port: 4317 }, { port: 4318 }, { port: 5778 }] },
    });
  });

  test('applications are told where they send to, and where they ask what to sample', () => {
    expect(build(jaeger, { needs: { storage: inCluster } }).connection).toMatchObject({
      grpc: 'http://jaeger-collector.test.svc.cluster.local:4317',
      http: 'http://jaeger-collector.test.svc.cluster.local:4318',
      sampling: 'http://jaeger-collector.test.svc.cluster.local:5778',
    });
  });

  test('what it does not listen on is not offered', () => {
    const { receivers, extensions } = configuration();
    const listens = [
      receivers.otlp.protocols.grpc.endpoint,
      receivers.otlp.protocols.http.endpoint,
      extensions.remote_sampling.http.endpoint,
      extensions.jaeger_query.http.endpoint,
      extensions.healthcheckv2.http.endpoint,
    ].map((endpoint: string) => Number(endpoint.replace('0.0.0.0:', '')));
    const { ports } = container();
    expect(ports.map(({ containerPort }) => containerPort).sort()).toEqual([...listens, 8888].sort());
  });
});

describe('sampling', () => {
  const strategies = (options: object = {}) => JSON.parse(files(inCluster, options)['sampling.json'] ?? '');

  test('is a tenth, and a half for the services that the list names (V035)', () => {
    expect(strategies({ aiServices: ['a', 'b'] })).toEqual({
      default_strategy: { type: 'probabilistic', param: 0.1 },
      service_strategies: [
        { service: 'a', type: 'probabilistic', param: 0.5 },
        { service: 'b', type: 'probabilistic', param: 0.5 },
      ],
    });
  });

  test('names services unless told otherwise, because nobody else knows which are meant', () => {
    expect(strategies().service_strategies.map(({ service }: { service: string }) => service)).toEqual([
      'ai-orchestrator',
      'agent-engine',
      'rag-engine',
    ]);
  });

  test('is read from a file that is really mounted', () => {
    const { path } = configuration().extensions.remote_sampling.file;
    expect(path.startsWith(`${container().volumeMounts[0]?.mountPath}/`)).toBe(true);
    expect(Object.keys(files())).toContain(path.split('/').at(-1));
  });
});

describe('Elasticsearch', () => {
  test('is asked with the keys of its own Secret (V035)', () => {
    const { server_urls: urls, auth } = elasticsearch(managed);
    expect(urls).toEqual(['https://es.example.com:443']);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Jaeger's own placeholder
    expect(auth.basic).toEqual({ username: '${env:ES_USERNAME}', password_file: '/etc/jaeger/elasticsearch/es_password' });
    expect(container(managed).volumeMounts).toContainEqual({ name: 'es-secret', mountPath: '/etc/jaeger/elasticsearch', readOnly: true });
  });

  test('is asked as a user of its own, where there is one, by Jaeger and by what deletes old traces', () => {
    const rendering = { needs: { storage: inCluster }, options: { storageSecret: 'elasticsearch-jaeger' } };
    const { manifests, secrets } = build(jaeger, rendering);
    const username = { name: 'ES_USERNAME', valueFrom: { secretKeyRef: { name: 'elasticsearch-jaeger', key: 'username' } } };
    const password = { name: 'ES_PASSWORD', valueFrom: { secretKeyRef: { name: 'elasticsearch-jaeger', key: 'password' } } };
    expect(find(manifests, 'Deployment')).toMatchObject({
      spec: {
        template: { spec: { containers: [{ env: [username] }], volumes: [{}, { secret: { secretName: 'elasticsearch-jaeger' } }, {}] } },
      },
    });
    expect(find(manifests, 'CronJob')).toMatchObject({
      spec: { jobTemplate: { spec: { template: { spec: { containers: [{ env: [username, password, {}] }] } } } } },
    });
    expect(secrets).toEqual([
      { name: 'elasticsearch-jaeger', keys: { username: expect.objectContaining({ from: 'given' }), password: expect.anything() } },
    ]);
    expect(JSON.stringify(manifests)).not.toContain('elasticsearch-secret');
  });

  test('of one node holds no replicas, and has few shards', () => {
    expect(Object.entries(elasticsearch().indices)).toEqual(
      ['spans', 'services', 'dependencies', 'sampling'].map((name) => [name, { shards: 1, replicas: 0 }]),
    );
  });

  test('keeps traces for 30 days', () => {
    expect(find(build(jaeger, { needs: { storage: managed } }).manifests, 'CronJob')).toMatchObject({
      spec: {
        concurrencyPolicy: 'Forbid',
        jobTemplate: {
          spec: {
            template: {
              spec: {
                containers: [
                  {
                    args: ['30', 'https://es.example.com:443'],
                    env: [
                      { name: 'ES_USERNAME', valueFrom: { secretKeyRef: { name: 'es-secret', key: 'username' } } },
                      { name: 'ES_PASSWORD', valueFrom: { secretKeyRef: { name: 'es-secret', key: 'es_password' } } },
                      { name: 'ES_TLS_ENABLED', value: 'true' },
                    ],
                  },
                ],
              },
            },
          },
        },
      },
    });
  });

  test('that is down does not restart it: its spans would be lost', () => {
    expect(container().livenessProbe).toMatchObject({ httpGet: { path: '/status', port: 'health' } });
  });
});

const found = pathOf('jaeger') !== undefined;
test.skipIf(!found)(found ? 'jaeger accepts the configuration' : 'jaeger is not installed: configuration not checked', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jaeger-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'jaeger.yml'), files()['jaeger.yml'] ?? '');
  const { status, stderr } = spawnSync('jaeger', ['validate', `--config=${join(folder, 'jaeger.yml')}`], { encoding: 'utf8' });
  expect(stderr).not.toContain('Error');
  expect(status).toBe(0);
});

test('there is no way in from outside, because its pages ask nobody who they are', () => {
  expect(() => find(build(jaeger, { needs: { storage: inCluster } }).manifests, 'Ingress')).toThrow('found 0');
  expect(() => build(jaeger, { needs: { storage: inCluster }, options: { ingress: { host: 'traces.example.com' } } })).toThrow(
    'additional',
  );
});

test('no agent runs on the nodes, and nothing of version 1', () => {
  const { manifests } = build(jaeger, { needs: { storage: inCluster } });
  expect(JSON.stringify(manifests)).not.toMatch(/DaemonSet|hostNetwork|jaegertracing\/jaeger-(agent|collector|query)/);
});

interface Container {
  ports: { containerPort: number }[];
  volumeMounts: { mountPath: string }[];
  livenessProbe: object;
}

function files(storage: object = inCluster, options: object = {}): Record<string, string> {
  return find(build(jaeger, { needs: { storage }, options }).manifests, 'ConfigMap').data;
}

function configuration(storage: object = inCluster) {
  return parse(files(storage)['jaeger.yml'] ?? '');
}

function elasticsearch(storage: object = inCluster) {
  return configuration(storage).extensions.jaeger_storage.backends.elasticsearch.elasticsearch;
}

function container(storage: object = inCluster): Container {
  const { spec } = find(build(jaeger, { needs: { storage } }).manifests, 'Deployment') as {
    spec: { template: { spec: { containers: [Container] } } };
  };
  return spec.template.spec.containers[0];
}
