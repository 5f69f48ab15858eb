import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Elasticsearch } from '@gitops/connections';
import { connect, secret } from '@gitops/kit';
import { build, find, pathOf, render } from '@gitops/kit/testing';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { fluentBit } from './fluent-bit.ts';

const credentials = secret('log-elasticsearch-secret', ['username', 'password']);
const inCluster = connect(Elasticsearch, { host: 'log-elasticsearch.shop.svc.cluster.local', port: 9200, tls: false }, credentials);
const managed = connect(
  Elasticsearch,
  { host: 'search.example.com', port: 443, tls: true },
  secret('es-secret', ['username', 'password'], { password: 'es_password' }),
);
const needs = { storage: inCluster };

test('defaults', async () => {
  await expect(render(fluentBit, { needs, options: { namespaces: ['shop', 'test'] } })).toMatchFileSnapshot('golden/defaults.yaml');
});

test('every option set, with an Elasticsearch of somebody else', async () => {
  const options = {
    namespaces: ['shop', 'shop-data'],
    index: 'eu-shop',
    buffer: '500Mi',
    priorityClassName: 'system-node-critical',
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '1', memory: '512Mi' } },
  };
  await expect(render(fluentBit, { component: 'shop-logs', options, needs: { storage: managed } })).toMatchFileSnapshot('golden/full.yaml');
});

describe('reads', () => {
  const { path, exclude_path, ...others } = input({ namespaces: ['shop', 'shop-data'] });
  const reads = (file: string) => path.split(',').some((pattern) => matches(pattern, file)) && !matches(exclude_path, file);

  test("the logs of the environment's namespaces, and of nobody else", () => {
    expect(reads('api-5d9-x_shop_api-0123abcd.log')).toBe(true);
    expect(reads('db-0_shop-data_postgres-0123abcd.log')).toBe(true);
    expect(reads('api-5d9-x_bookshop_api-0123abcd.log')).toBe(false);
    expect(reads('shop-0_kube-system_shop-0123abcd.log')).toBe(false);
  });

  test('nothing that it says itself, which would come back for ever', () => {
    const own = input({ namespaces: ['test'] });
    expect(matches(own.exclude_path, 'fluent-bit-x2x_test_fluent-bit-0123abcd.log')).toBe(true);
    expect(matches(own.exclude_path, 'api-x2x_test_api-0123abcd.log')).toBe(false);
  });

  test('from the beginning, because a short-lived Pod is gone before anybody looks', () => {
    expect(others).toMatchObject({ read_from_head: 'on', 'multiline.parser': 'cri, docker' });
  });
});

test('a line that is JSON becomes fields, below one that no other field can collide with (W090)', () => {
  expect(configuration().pipeline.filters).toMatchObject([{ name: 'kubernetes', merge_log: 'on', merge_log_key: 'json' }]);
});

describe('a new Pod on the same node', () => {
  test('goes on where the one before it stopped, with what was not sent', () => {
    const { service, pipeline } = configuration();
    expect(pipeline.inputs).toMatchObject([{ db: '/state/positions.db', 'storage.type': 'filesystem' }]);
    expect(service).toMatchObject({ 'storage.path': '/state/buffer' });
    expect(pod().volumes).toContainEqual({
      name: 'state',
      hostPath: { path: '/var/lib/fluent-bit/test-fluent-bit', type: 'DirectoryOrCreate' },
    });
  });

  test('shares its state with no other environment', () => {
    const { manifests } = build(fluentBit, { component: 'shop-logs', needs });
    expect(JSON.stringify(manifests)).toContain('"/var/lib/fluent-bit/test-shop-logs"');
  });
});

describe('Elasticsearch', () => {
  test('gets logs by the address and the user of the connection (Y034)', () => {
    const output = { name: 'es', host: 'log-elasticsearch.shop.svc.cluster.local', port: 9200, tls: 'off' };
    expect(configuration().pipeline.outputs).toMatchObject([output]);
    expect(configuration({}, managed).pipeline.outputs).toMatchObject([
      { host: 'search.example.com', port: 443, tls: 'on', 'tls.verify': 'on' },
    ]);
  });

  test('is told user and password by variables, which the configuration only names', () => {
    const [container] = pod({}, managed).containers;
    expect(container?.env).toEqual([
      { name: 'ELASTICSEARCH_USERNAME', valueFrom: { secretKeyRef: { name: 'es-secret', key: 'username' } } },
      { name: 'ELASTICSEARCH_PASSWORD', valueFrom: { secretKeyRef: { name: 'es-secret', key: 'es_password' } } },
    ]);
    const [output] = configuration().pipeline.outputs;
    expect([output?.http_user, output?.http_passwd]).toEqual(['$' + '{ELASTICSEARCH_USERNAME}', '$' + '{ELASTICSEARCH_PASSWORD}']);
  });

  test('that is away is waited for, as long as the node has room', () => {
    expect(configuration({ buffer: '1Gi' }).pipeline.outputs).toMatchObject([
      { retry_limit: 'no_limits', 'storage.total_limit_size': 1024 ** 3 },
    ]);
  });

  test('that is away restarts nothing', () => {
    const [container] = pod().containers;
    expect(container).toMatchObject({
      livenessProbe: { httpGet: { path: '/api/v1/uptime' } },
      readinessProbe: { httpGet: { path: '/api/v1/health' } },
    });
    expect(configuration().service).toMatchObject({ health_check: 'on' });
  });

  test('writes no line twice, although what was not acknowledged is sent again', () => {
    expect(configuration().pipeline.outputs).toMatchObject([{ generate_id: 'on', write_operation: 'create' }]);
  });
});

describe('rights', () => {
  const { manifests } = build(fluentBit, { needs, options: { namespaces: ['shop'] } });
  const all = manifests.map((manifest) => manifest.toJSON() as { kind: string; metadata: { namespace: string }; rules: object });

  test('are to look at Pods of the namespaces that it reads, and at its own', () => {
    const roles = all.filter(({ kind }) => kind === 'Role');
    expect(roles.map(({ metadata }) => metadata.namespace)).toEqual(['shop', 'test']);
    for (const { rules } of roles) expect(rules).toEqual([{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }]);
    expect(all.filter(({ kind }) => kind.startsWith('Cluster'))).toEqual([]);
  });

  test('on the node are those of the owner of the logs: root, but without a capability, and nothing but its state can be written', () => {
    expect(pod().securityContext).toMatchObject({ runAsUser: 0, seccompProfile: { type: 'RuntimeDefault' } });
    const [container] = pod().containers;
    expect(container?.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    const writable = container?.volumeMounts?.filter(({ readOnly }) => !readOnly).map(({ mountPath }) => mountPath);
    expect(writable).toEqual(['/state']);
  });

  test('let it out to the API server, by the ports on which policies see one', () => {
    const { reaches } = build(fluentBit, { needs });
    expect(reaches.map(({ host, port }) => `${host}:${port}`)).toEqual(['kubernetes.default.svc:443', 'kubernetes.default.svc:6443']);
  });
});

test('runs on every node, also on those that are reserved or unwell', () => {
  expect(pod().tolerations).toEqual([{ operator: 'Exists' }]);
});

const found = pathOf('fluent-bit') !== undefined;
test.skipIf(!found)(found ? 'fluent-bit accepts the configuration' : 'fluent-bit is not installed: configuration not checked', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fluent-bit-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'fluent-bit.yaml');
  writeFileSync(file, text().replaceAll('/state/', `${folder}/`));
  expect(spawnSync('fluent-bit', ['--dry-run', `--config=${file}`], { encoding: 'utf8' })).toMatchObject({ status: 0 });
});

interface Configuration {
  service: object;
  pipeline: { inputs: Record<string, string>[]; filters: object[]; outputs: Record<string, string | number>[] };
}

function text(options: object = {}, storage: object = inCluster): string {
  return find(build(fluentBit, { needs: { storage }, options }).manifests, 'ConfigMap').data['fluent-bit.yaml'] ?? '';
}

/** What tail is told. */
function input(options: object) {
  const [{ path = '', exclude_path = '', ...others } = {}] = configuration(options).pipeline.inputs;
  return { path, exclude_path, ...others };
}

/** Whether the pattern, which knows no more than `*`, matches a file where the kubelet puts it. */
function matches(pattern: string, file: string): boolean {
  const expression = pattern.replaceAll('.', '\\.').replaceAll('*', '.*');
  return new RegExp(`^${expression}$`).test(`/var/log/containers/${file}`);
}

function configuration(options?: object, storage?: object): Configuration {
  return parse(text(options, storage)) as Configuration;
}

function pod(options: object = {}, storage: object = inCluster) {
  // `find` leaves the type open.
  const { spec } = find(build(fluentBit, { needs: { storage }, options }).manifests, 'DaemonSet') as {
    spec: { template: { spec: IPodSpec } };
  };
  return spec.template.spec;
}
