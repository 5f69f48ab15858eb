import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { put, repository } from '../testing/repository.ts';
import { services } from './catalogue.generated.ts';
import { render } from './pipeline.ts';

const cluster = `argocd: { version: "3.5.1", repository: "https://git.example.com/shop.git" }
kubernetes: "1.36"
cloud: local
storageClasses: { block: fast }
operators: [metrics-server]
`;

const voiceassistant = ['voiceassistant', 'voiceassistant-analytics', 'voiceassistant-monitoring'];
const quota = 'quota: { cpu: "32", memory: 64Gi, storage: 1000Gi }\n';

describe('the layer logging', () => {
  const market = () =>
    rendered(['logging'], 'namespace: market\ncomponents: { redis: {}, prometheus: {} }\n', { 'redis-secret': '[password]' });

  test('brings Fluent Bit, Elasticsearch and Kibana to an environment that has none of them (Y034)', () => {
    const { problems, files } = market();
    expect(problems).toEqual([]);
    const kinds = [...files.keys()].filter((file) => /manifests\/(log-|fluent-bit).*\/(daemonset|deployment|statefulset)-/.test(file));
    expect(kinds.sort()).toEqual([
      'manifests/fluent-bit/daemonset-fluent-bit.yaml',
      'manifests/log-elasticsearch/deployment-log-elasticsearch-exporter.yaml',
      'manifests/log-elasticsearch/statefulset-log-elasticsearch.yaml',
      'manifests/log-kibana/deployment-log-kibana.yaml',
    ]);
  });

  test('lets the nodes be read from one namespace only', () => {
    const environment = market();
    const level = (name: string) =>
      object(environment, `foundation/namespace-${name}`).metadata.labels['pod-security.kubernetes.io/enforce'];
    expect([level('logging'), level('market')]).toEqual(['privileged', 'restricted']);
  });

  test('collects what all components say, in whatever namespace', () => {
    expect(config(market(), 'fluent-bit')['fluent-bit.yaml']).toContain(
      '/var/log/containers/*_logging_*.log,/var/log/containers/*_market_*.log',
    );
  });

  test('leads from the nodes to Elasticsearch, over the border of the namespaces, and in from Prometheus', () => {
    const peer = (namespace: string, component: string) => ({
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
      podSelector: { matchLabels: expect.objectContaining({ 'app.kubernetes.io/component': component }) },
    });
    const environment = market();
    const own = object(environment, 'fluent-bit/networkpolicy-fluent-bit').spec;
    expect(own.egress).toContainEqual({ to: [peer('market', 'log-elasticsearch')], ports: [{ protocol: 'TCP', port: 'http' }] });
    expect(own.ingress).toContainEqual({ from: [peer('market', 'prometheus')], ports: [{ protocol: 'TCP', port: 'http' }] });
    const theirs = object(environment, 'log-elasticsearch/networkpolicy-log-elasticsearch').spec;
    expect(JSON.stringify(theirs.ingress)).toContain('"kubernetes.io/metadata.name":"logging"');
  });

  test('asks for no rights in the whole of the cluster', () => {
    const { spec } = parse(market().cluster.get('argocd/market/appproject.yaml') ?? '');
    expect(spec.clusterResourceWhitelist.map(({ kind, name }: { kind: string; name: string }) => `${kind} ${name}`)).toEqual([
      'Namespace logging',
      'Namespace market',
    ]);
    expect(spec.destinations.map(({ namespace }: { namespace: string }) => namespace)).toEqual(['logging', 'market']);
  });

  test('keeps lines for 30 days, whatever fields an application gives them (W090)', () => {
    const setup = config(market(), 'log-elasticsearch-setup');
    expect(setup['lifecycle-policy.containers.json']).toContain('"min_age": "30d"');
    const { template } = JSON.parse(setup['index-template.containers.json'] ?? '');
    expect(template.mappings).toMatchObject({ dynamic: false, properties: { json: { type: 'flattened' } } });
  });

  test('lets Fluent Bit add lines, and neither read nor change them', () => {
    const setup = config(market(), 'log-elasticsearch-setup');
    expect(JSON.parse(setup['role.log-writer.json'] ?? '')).toEqual({
      cluster: [],
      indices: [{ names: ['containers-*'], privileges: ['auto_configure', 'create_doc'] }],
    });
  });

  test('has the same password on both sides, though it stands in two namespaces', () => {
    const readme = market().files.get('README.md') ?? '';
    expect(readme).toContain('### `log-elasticsearch-secret` in `logging`, for fluent-bit');
    expect(readme).toContain('kubectl get secret log-elasticsearch-secret --namespace logging');
  });

  test('goes with an environment that has an Elasticsearch of its own', () => {
    expect(rendered([...voiceassistant, 'logging'], quota).problems).toEqual([]);
  });
});

describe('the layers voiceassistant, analytics and monitoring', () => {
  const environment = () => rendered(voiceassistant, quota);

  test('give traces to Jaeger alone, and the other indices to the applications', () => {
    const setup = config(environment(), 'elasticsearch-setup');
    expect(setup['users.txt']).toBe('0 ["app"]\n1 ["jaeger"]\n');
    const indicesOf = (role: string) =>
      JSON.parse(setup[`role.${role}.json`] ?? '').indices.flatMap(({ names }: { names: string[] }) => names);
    expect([indicesOf('app'), indicesOf('jaeger')]).toEqual([['voiceassistant-*'], ['jaeger-*']]);
    expect(environment().files.get('manifests/jaeger/deployment-jaeger.yaml')).toContain('secretName: elasticsearch-jaeger');
  });

  test('give the bucket of the backups to those who make them alone', () => {
    const policies = config(environment(), 'minio-buckets');
    expect(JSON.parse(policies['policy.app.json'] ?? '').Statement[1]).toEqual({
      Effect: 'Deny',
      Action: ['s3:*'],
      Resource: ['arn:aws:s3:::backups', 'arn:aws:s3:::backups/*'],
    });
    const jobs = [...environment().files].flatMap(([file, text]) => (file.startsWith('manifests/backup/cronjob-') ? [text] : []));
    expect(jobs).toHaveLength(4);
    for (const job of jobs) expect(job.includes('name: minio-backup') && !job.includes('name: minio-secret')).toBe(true);
  });
});

interface Rendered {
  readonly problems: readonly string[];
  readonly files: ReadonlyMap<string, string>;
  readonly cluster: ReadonlyMap<string, string>;
}

/** An environment of these layers of ours, on a small cluster. */
function rendered(layers: readonly string[], yaml: string, secrets: Readonly<Record<string, string>> = {}): Rendered {
  const existing = Object.entries(secrets).map(([name, keys]) => `    ${name}: ${keys}\n`);
  const ours = layers.map((layer) => `environments/layers/${layer}.yaml`);
  const root = repository();
  put(root, {
    ...Object.fromEntries(ours.map((file) => [file, readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8')])),
    'clusters/harbour/cluster.yaml': cluster,
    'environments/layers/base.yaml': '{}\n',
    'environments/market/environment.yaml': `cluster: harbour\nlayers: [${layers}]\n${yaml}${existing.length > 0 ? `secrets:\n  existing:\n${existing.join('')}` : ''}`,
  });
  const rendering = render(root, services, { folders: [], environments: ['market'] }, () => {});
  if (typeof rendering === 'string') throw new Error(rendering);
  const filesOf = (unit: string) => rendering.units.find((each) => each.unit === unit)?.files?.files ?? new Map();
  return {
    problems: rendering.units.flatMap(({ problems }) => problems.map(({ message }) => message)),
    files: filesOf('environments/market'),
    cluster: filesOf('clusters/harbour'),
  };
}

function object({ files }: Rendered, name: string) {
  return parse(files.get(`manifests/${name}.yaml`) ?? '');
}

/** The files of the ConfigMap whose name carries their hash. */
function config({ files }: Rendered, name: string): Record<string, string> {
  const found = [...files].find(([file]) => new RegExp(`/configmap-${name}-[0-9a-f]{8}\\.yaml$`).test(file));
  return parse(found?.[1] ?? '').data;
}
