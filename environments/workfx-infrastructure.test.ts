import { describe, expect, test } from 'vitest';
import { containerOf, dataOf, environment, variablesOf } from '../tools/generator/testing/environment.ts';
import { objectIn, type RenderedFiles } from '../tools/generator/testing/rendered.ts';

const full = environment('workfx-full');
const ka = environment('workfx-ka');

interface Rule {
  readonly to?: readonly object[];
  readonly ports?: readonly { readonly port: number | string }[];
}

/** The components that an own policy lets in, beside the component itself. */
function letIn(component: string): string[] {
  const { ingress } = objectIn(full, 'NetworkPolicy', component).spec as { ingress: readonly object[] };
  const labels = [...JSON.stringify(ingress).matchAll(/"app\.kubernetes\.io\/component":"([^"]+)"/g)];
  return [...new Set(labels.map(([, label = '']) => label))].filter((label) => label !== component).sort();
}

/** The ports of addresses outside that a component may reach. */
function outside(files: RenderedFiles, component: string): (number | string)[] {
  const { egress } = objectIn(files, 'NetworkPolicy', component).spec as { egress: readonly Rule[] };
  const rules = egress.filter(({ to = [] }) => JSON.stringify(to).includes('0.0.0.0/0'));
  return rules.flatMap(({ ports = [] }) => ports.map(({ port }) => port));
}

describe('in the cluster each has its port, and lets in who needs it', () => {
  test.each([
    ['postgres', 5432, 'W033', ['workfx-api', 'workfx-cdc']],
    ['redis', 6379, 'W034', ['workfx-api']],
    ['kafka', 9092, 'W035', ['workfx-cdc']],
    ['elasticsearch', 9200, 'W036', ['workfx-api']],
  ])('%s on %i (%s)', (component, port, _, users) => {
    expect(objectIn(full, 'Service', component)).toMatchObject({
      spec: { ports: expect.arrayContaining([expect.objectContaining({ port })]) },
    });
    expect(letIn(component)).toEqual(expect.arrayContaining(users));
    expect(letIn(component).filter((label) => label.startsWith('workfx-'))).toEqual(users);
  });

  test.each([
    ['kibana', 'W037'],
    ['akhq', 'W038'],
  ])('%s on 80 (%s)', (component) => {
    expect(objectIn(full, 'Service', component)).toMatchObject({ spec: { ports: [expect.objectContaining({ port: 80 })] } });
  });

  test('they are found by the names of their Services (W079)', () => {
    expect(variablesOf(containerOf(full, 'Deployment', 'workfx-ai-api'))).toMatchObject({
      DatabaseSettings_host: 'postgres.workfx-ai.svc.cluster.local',
      RedisSettings_redis_host: 'redis.workfx-ai.svc.cluster.local',
      ElasticsearchSettings_host: 'elasticsearch.workfx-ai.svc.cluster.local',
    });
    expect(variablesOf(containerOf(full, 'Deployment', 'workfx-ai-cdc'))).toMatchObject({
      KafkaSettings_bootstrap_servers: 'kafka.workfx-ai.svc.cluster.local:9092',
    });
  });
});

test('outside of the cluster Pods reach those that they need, by their ports (W015, W016, W033, W034, W035, W036)', () => {
  expect(outside(ka, 'workfx-api')).toEqual(expect.arrayContaining([5432, 6379, 9200]));
  expect(outside(ka, 'workfx-cdc')).toEqual(expect.arrayContaining([5432, 9093]));
  expect(outside(ka, 'workfx-cdc')).not.toContain(6379);
});

test('PostgreSQL has the database, its owner and pgvector before anybody asks for them (W070)', () => {
  expect(dataOf(full, 'postgres-databases')['databases.txt']).toBe('workfx_ai 0 vector\n');
  expect(variablesOf(containerOf(full, 'Job', 'postgres-databases'))).toMatchObject({
    OWNER_0: 'pg-secret/username',
    PASSWORD_0: 'pg-secret/password',
  });
  expect(full.files.get('README.md')).toContain('--from-literal=username=workfx');
});

test('Kafka has the topics, three times on three nodes and once on one (W073, W074)', () => {
  const topics = (files: RenderedFiles) => dataOf(files, 'kafka-topics')['topics.txt'];
  expect(topics(full)).toBe('postgres.public.document_chunks 3 3\npostgres.public.agents 3 3\n');
  expect(topics(environment('workfx-dev'))).toBe('postgres.public.document_chunks 3 1\npostgres.public.agents 3 1\n');
});

describe('Elasticsearch', () => {
  const setup = dataOf(full, 'elasticsearch-setup');
  const json = (file: string): unknown => JSON.parse(setup[file] ?? '');

  test('has the index template, without replicas that a single node has no place for (W076)', () => {
    expect(json('index-template.workfx_ai.json')).toMatchObject({
      index_patterns: ['workfx_ai_*'],
      template: { settings: { number_of_shards: 1, number_of_replicas: 0 } },
    });
  });

  test('has the role (W077)', () => {
    expect(json('role.workfx_ai_role.json')).toEqual({
      cluster: ['monitor'],
      indices: [{ names: ['workfx_ai_*'], privileges: ['read', 'write', 'create_index'] }],
    });
  });

  test('has the user (W078)', () => {
    const asked = Object.values({ ...setup, ...variablesOf(containerOf(full, 'Job', 'elasticsearch-setup')) }).join('\n');
    expect(asked).toContain('["workfx_ai_role"]');
    expect(asked).toContain('WorkFX AI User');
    expect(full.files.get('README.md')).toContain('--from-literal=username=workfx_ai');
  });
});
