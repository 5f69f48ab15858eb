import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { containerOf, environment } from '../tools/generator/testing/environment.ts';
import { objectIn, objectsIn, type RenderedFiles, wavesOf } from '../tools/generator/testing/rendered.ts';

const all = environment('voiceassistant');
const minimal = environment('voiceassistant-minimal');

/** The sizes of the volumes that each Pod of a StatefulSet has. */
function volumesOf(name: string) {
  const { volumeClaimTemplates = [] } = objectIn(all, 'StatefulSet', name).spec ?? {};
  return volumeClaimTemplates.map((claim) => claim.spec?.resources?.requests?.storage);
}

test('everything is in the namespace of the infrastructure (V001)', () => {
  expect(objectIn(all, 'Namespace', 'voiceassistant-infra')).toBeDefined();
  const namespaces = objectsIn(all).flatMap(({ metadata: { namespace } }) => (namespace ? [namespace] : []));
  expect(new Set(namespaces)).toEqual(new Set(['voiceassistant-infra']));
});

describe('the ports and the storage of the table', () => {
  test.each([
    ['postgres', [5432], '50Gi', 'V002'],
    ['redis', [6379], '10Gi', 'V003'],
    ['milvus', [19530], '100Gi', 'V004'],
    ['elasticsearch', [9200], '100Gi', 'V005'],
    ['clickhouse', [9000, 8123], '100Gi', 'V006'],
    ['minio', [9000, 9001], '200Gi', 'V007'],
    ['prometheus', [9090], '100Gi', 'V011, V033'],
    ['grafana', [3000], '10Gi', 'V012, V034'],
  ])('%s on %j with %s (%s)', (name, ports, storage) => {
    expect(portsOf(name)).toEqual(expect.arrayContaining(ports));
    expect(volumesOf(name)).toEqual([storage]);
  });

  test.each([
    ['nacos', [8848], 3, 'V008, V026'],
    ['etcd', [2379], 1, 'V009'],
    ['kafka', [9092], 3, 'V010, V030'],
  ])('%s on %j, %i of them (%s)', (name, ports, replicas) => {
    expect(portsOf(name)).toEqual(expect.arrayContaining(ports));
    expect(objectIn(all, 'StatefulSet', name)).toMatchObject({ spec: { replicas } });
  });

  test.each([
    ['jaeger-query', 16686, 'V013, V035'],
    ['alertmanager', 9093, 'V014, V036'],
    ['kafka-ui', 8080, 'V031'],
  ])('%s on %i (%s)', (name, port) => {
    expect(portsOf(name)).toContain(port);
  });

  function portsOf(name: string): number[] {
    const { ports } = objectIn(all, 'Service', name).spec as { ports: readonly { port: number }[] };
    return ports.map(({ port }) => port);
  }
});

test.each([
  ['postgres.voiceassistant-infra.svc.cluster.local:5432', 'V022'],
  ['redis.voiceassistant-infra.svc.cluster.local:6379', 'V025'],
  ['nacos.voiceassistant-infra.svc.cluster.local:8848', 'V026'],
  ['milvus.voiceassistant-infra.svc.cluster.local:19530', 'V027'],
  ['elasticsearch.voiceassistant-infra.svc.cluster.local:9200', 'V028'],
  ['clickhouse.voiceassistant-infra.svc.cluster.local:8123', 'V029'],
  ['kafka.voiceassistant-infra.svc.cluster.local:9092', 'V030'],
  ['minio.voiceassistant-infra.svc.cluster.local:9000', 'V032'],
])('the README names the address %s (%s)', (address) => {
  expect(all.files.get('README.md')).toContain(`\`${address}\``);
});

describe('profiles', () => {
  const core = ['postgres', 'redis', 'nacos', 'milvus'];
  const groups = {
    analytics: ['elasticsearch', 'clickhouse'],
    mq: ['kafka'],
    monitoring: ['prometheus', 'grafana', 'jaeger', 'alertmanager'],
  };
  const deployed = (files: RenderedFiles) => Object.keys(wavesOf(files));

  test('everything, each after what it needs (V015)', () => {
    expect(deployed(all)).toEqual(expect.arrayContaining([...core, ...Object.values(groups).flat(), 'minio']));
    const waves = wavesOf(all) as Record<string, number>;
    for (const [name, need] of [
      ['nacos', 'mysql'],
      ['milvus', 'etcd'],
      ['milvus', 'minio'],
      ['jaeger', 'elasticsearch'],
      ['prometheus', 'alertmanager'],
      ['grafana', 'prometheus'],
    ] as const)
      expect([name, waves[name]]).toEqual([name, expect.toSatisfy((wave) => Number(wave) > Number(waves[need]))]);
  });

  test('the core, with what Nacos and Milvus stand on, and nothing of the optional groups (V016, V027)', () => {
    expect(deployed(minimal)).toEqual(expect.arrayContaining([...core, 'mysql', 'etcd', 'minio']));
    for (const name of Object.values(groups).flat()) expect(deployed(minimal)).not.toContain(name);
  });

  test.each(Object.entries(groups))('the optional group %s is a layer (V017)', (group, members) => {
    const layer = readFileSync(new URL(`layers/voiceassistant-${group}.yaml`, import.meta.url), 'utf8');
    const { components } = parse(layer) as { components: object };
    expect(Object.keys(components)).toEqual(expect.arrayContaining(members));
    for (const name of core) expect(components).not.toHaveProperty(name);
  });

  test.each([
    ['voiceassistant-minimal', minimal, '16', '32Gi', '500Gi'],
    ['voiceassistant', all, '32', '64Gi', '1000Gi'],
  ])('%s has a quota of the size of the table (V019, V020)', (_, files, cpu, memory, storage) => {
    expect(objectIn(files, 'ResourceQuota', 'environment')).toMatchObject({
      spec: { hard: { 'requests.cpu': cpu, 'requests.memory': memory, 'requests.storage': storage } },
    });
  });
});

test.each(['postgres', 'redis', 'milvus', 'elasticsearch', 'clickhouse', 'kafka', 'minio'])('the Pod %s-0 exists (V044)', (name) => {
  expect(containerOf(all, 'StatefulSet', name).name).toBe(name);
});
