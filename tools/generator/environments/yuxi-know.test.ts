import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { objectIn, objectsIn, rendered, wavesOf } from '../testing/rendered.ts';
import { repository } from '../testing/repository.ts';

const names = ['yuxi-know', 'yuxi-know-file-mode', 'yuxi-know-hybrid'] as const;
const production = rendered('environments/yuxi-know');
const fileMode = rendered('environments/yuxi-know-file-mode');
const hybrid = rendered('environments/yuxi-know-hybrid');
const read = (file: string) => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');

test.each(names)('%s renders without a complaint', (name) => {
  expect(rendered(`environments/${name}`).problems).toEqual([]);
});

describe('order', () => {
  test.each([
    ['yuxi-know', production],
    ['yuxi-know-file-mode', fileMode],
  ])('%s: databases, then the API, then its pages', (_, environment) => {
    const { 'yuxi-postgres': database = 0, 'yuxi-api': api = 0, 'yuxi-web': web = 0, ...others } = wavesOf(environment);
    expect(database).toBeGreaterThanOrEqual(100);
    for (const before of ['redis', 'milvus', 'neo4j', 'minio']) expect(others[before]).toBeLessThan(api);
    expect(database).toBeLessThan(api);
    expect(api).toBeLessThan(web);
  });

  test('configuration, then volumes, then what is done once, then the API (Y024, Y030)', () => {
    const wave = (kind: string, name: string) =>
      Number(objectIn(production, kind, name).metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? 0);
    expect([
      wave('ConfigMap', 'yuxi-know-config'),
      wave('Job', 'yuxi-api-tables'),
      wave('PersistentVolumeClaim', 'yuxi-saves-pvc'),
      wave('Job', 'yuxi-api-config'),
      wave('Deployment', 'yuxi-api'),
    ]).toEqual([0, 0, 1, 1, 2]);
  });
});

describe('in production', () => {
  test('everything is in the namespace yuxi-know, and Argo CD lets it be nowhere else (Y017)', () => {
    expect(new Set(objectsIn(production).map(({ metadata }) => metadata.namespace))).toEqual(new Set([undefined, 'yuxi-know']));
    const project = parse(rendered('clusters/yuxi').files.get('argocd/yuxi-know/appproject.yaml') ?? '') as { spec: object };
    expect(project.spec).toMatchObject({ destinations: [{ namespace: 'yuxi-know' }] });
    expect(project.spec).toMatchObject({
      namespaceResourceWhitelist: expect.arrayContaining([{ group: 'postgresql.cnpg.io', kind: 'Cluster' }]),
    });
  });

  test('the configuration is in the database, for three replicas and more (Y001, Y007)', () => {
    expect(settings(production)).toMatchObject({ CONFIG_MODE: 'database' });
    expect(objectIn(production, 'HorizontalPodAutoscaler', 'yuxi-api').spec).toMatchObject({ minReplicas: 3 });
  });

  test('PostgreSQL has two standbys, and connections for all replicas (Y019, Y031)', () => {
    const { spec } = objectIn(production, 'Cluster', 'yuxi-postgres');
    expect(spec).toMatchObject({
      instances: 3,
      storage: { size: '20Gi' },
      bootstrap: { initdb: { database: 'yuxi_know', owner: 'yuxi' } },
    });
    const { maxReplicas } = objectIn(production, 'HorizontalPodAutoscaler', 'yuxi-api').spec as { maxReplicas: number };
    const { parameters } = (spec as { postgresql: { parameters: Record<string, string> } }).postgresql;
    expect(Number(parameters.max_connections)).toBeGreaterThan(30 * (maxReplicas + 1));
  });

  test('the address of the database names its primary, and the password stands before it as a variable (Y023, Y028)', () => {
    const list = variables(production);
    const order = list.map(({ name }) => name);
    const url = list.find(({ name }) => name === 'DATABASE_URL')?.value;
    expect(url).toBe(
      'postgresql+asyncpg://$(DATABASE_USERNAME):$(DATABASE_PASSWORD)@yuxi-postgres-rw.yuxi-know.svc.cluster.local:5432/yuxi_know?ssl=require',
    );
    expect(order.indexOf('DATABASE_PASSWORD')).toBeLessThan(order.indexOf('DATABASE_URL'));
    expect(settings(production)).toMatchObject({ MILVUS_URI: 'http://milvus.yuxi-know.svc.cluster.local:19530' });
  });

  test('what it depends on has the versions of the seed (Y012, Y013, Y014, Y015, Y016)', () => {
    const images = [...(production.files.get('README.md') ?? '').matchAll(/`([\w./-]+):v?(\d+)\.?(\d*)[\w.-]*`/g)];
    const versions = Object.fromEntries(
      images.map(([, image = '', major, minor]) => [image.split('/').at(-1), [Number(major), Number(minor)]]),
    );
    expect(versions).toMatchObject({
      redis: [7, expect.any(Number)],
      milvus: [2, 5],
      neo4j: [5, 26],
      postgresql: [17, expect.any(Number)],
    });
    expect(objectIn(production, 'StatefulSet', 'minio')).toBeDefined();
  });

  test('the API sends to name servers, to what it needs and to public addresses, and hears the pages alone (Y032)', () => {
    const { spec } = objectIn(production, 'NetworkPolicy', 'yuxi-api') as unknown as { spec: Policy };
    const [itself, names = {}, ...targets] = spec.egress;
    expect(itself).not.toHaveProperty('ports');
    expect(names).toMatchObject({
      ports: [
        { protocol: 'UDP', port: 53 },
        { protocol: 'TCP', port: 53 },
      ],
    });
    expect(targets.map(({ to, ports }) => [peerOf(to?.[0]), ports?.map(({ port }) => port)])).toEqual([
      ['cnpg.io/cluster=yuxi-postgres', [5432]],
      ['app.kubernetes.io/component=redis', ['redis']],
      ['app.kubernetes.io/component=milvus', ['grpc']],
      ['app.kubernetes.io/component=neo4j', ['bolt']],
      ['app.kubernetes.io/component=minio', ['api']],
      ['0.0.0.0/0', [443]],
    ]);
    const heard = spec.ingress.map(({ from, ports }) => [peerOf(from?.[0]), ports?.map(({ port }) => port)]);
    expect(heard).toEqual([
      ['app.kubernetes.io/component=yuxi-api', undefined],
      ['app.kubernetes.io/component=yuxi-web', ['http']],
    ]);
  });

  test('the instances of PostgreSQL reach each other and the API server, and their operator reaches them', () => {
    const { spec } = objectIn(production, 'NetworkPolicy', 'yuxi-postgres') as unknown as { spec: Policy };
    const instances = { podSelector: { matchLabels: { 'cnpg.io/cluster': 'yuxi-postgres' } } };
    expect(spec).toMatchObject(instances);
    expect(spec.ingress).toContainEqual({ from: [instances] });
    expect(spec.egress).toContainEqual({ to: [instances] });
    expect(spec.egress.at(-1)?.ports).toEqual([
      { protocol: 'TCP', port: 443 },
      { protocol: 'TCP', port: 6443 },
    ]);
    const operator = spec.ingress.find(({ ports }) => ports?.some(({ port }) => port === 8000));
    expect(operator?.from).toMatchObject([{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'cnpg-system' } } }]);
  });

  test('browsers reach the pages by TLS, and images where the API says that they are', () => {
    expect(objectIn(production, 'Ingress', 'yuxi-web').spec).toMatchObject({ tls: [{ hosts: ['know.example.com'] }] });
    const host = settings(production).HOST_IP;
    expect(objectIn(production, 'Ingress', 'minio').spec).toMatchObject({ rules: [{ host }], tls: [{ hosts: [host] }] });
  });

  test('Prometheus and Grafana show the connections of PostgreSQL (Y033)', () => {
    const configured = objectsIn(production, 'prometheus').filter(({ kind }) => kind === 'ConfigMap');
    const text = JSON.stringify(configured);
    expect(text).toContain('PostgresConnectionsRunOut');
    expect(text).toContain('source_labels: [__meta_kubernetes_pod_label_cnpg_io_cluster, __meta_kubernetes_pod_container_port_name]');
    expect(JSON.stringify(objectsIn(production, 'grafana'))).toContain('cnpg_backends_total');
  });

  test('people read in the README where the primary is', () => {
    expect(production.files.get('README.md')).toContain('| yuxi-postgres | `yuxi-postgres-rw.yuxi-know.svc.cluster.local:5432` |');
  });
});

describe('in file mode', () => {
  test('one replica writes the files, on a volume that the others of production would share (Y002, Y010, Y037)', () => {
    expect(settings(fileMode)).toMatchObject({ CONFIG_MODE: 'file', SAVE_DIR: '/app/saves' });
    expect(objectIn(fileMode, 'Deployment', 'yuxi-api').spec).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } });
    for (const environment of [fileMode, production]) {
      expect(objectIn(environment, 'PersistentVolumeClaim', 'yuxi-saves-pvc').spec).toMatchObject({
        accessModes: ['ReadWriteMany'],
        storageClassName: 'csi-cephfs',
      });
    }
  });

  test('tables are made, but no configuration is taken over into them', () => {
    const jobs = objectsIn(fileMode, 'yuxi-api').filter(({ kind }) => kind === 'Job');
    expect(jobs.map(({ metadata }) => metadata.name)).toEqual(['yuxi-api-tables']);
  });

  test('more replicas than one on a volume that one Pod mounts are a problem (Y002)', () => {
    const environment = read('environments/yuxi-know-file-mode/environment.yaml');
    const wrong = environment.replace('{ mode: file }', '{ mode: file, accessMode: ReadWriteOnce, replicas: 2 }');
    const { problems, files } = elsewhere('yuxi-know-file-mode', wrong);
    expect(files.size).toBe(0);
    expect(problems).toMatchObject([
      {
        message: "components.yuxi-api.config.replicas can't be 2: it must be <= 1.",
        hint: expect.stringContaining('no other can mount the volume'),
      },
    ]);
  });
});

describe('on a cloud', () => {
  test('PostgreSQL is that of the cloud, by a certificate that is checked (Y012)', () => {
    expect(wavesOf(hybrid)).not.toHaveProperty('yuxi-postgres');
    const url = variables(hybrid).find(({ name }) => name === 'DATABASE_URL_SYNC')?.value;
    expect(url).toBe(
      'postgresql://$(DATABASE_USERNAME):$(DATABASE_PASSWORD)@yuxi.postgres.database.azure.com:5432/yuxi_know?sslmode=verify-full',
    );
  });

  test('one Secret has every key of the seed, and one of its own for tokens (Y027, Y029)', () => {
    const { spec } = objectIn(hybrid, 'ExternalSecret', 'yuxi-know-secrets') as unknown as {
      spec: { target: { template: { data: object } } };
    };
    const seed = 'DATABASE_PASSWORD NEO4J_PASSWORD MINIO_ACCESS_KEY MINIO_SECRET_KEY SILICONFLOW_API_KEY OPENAI_API_KEY TAVILY_API_KEY';
    const keys = Object.keys(spec.target.template.data);
    expect(keys).toEqual(expect.arrayContaining([...seed.split(' '), 'REDIS_PASSWORD', 'JWT_SECRET_KEY']));
    expect(objectsIn(hybrid).map(({ kind }) => kind)).not.toContain('Secret');
    expect([...hybrid.files.values()].join('\n')).not.toMatch(/PLACEHOLDER|your-/);
  });
});

describe('the cluster', () => {
  test('has the operator as an addon in a namespace of its own, before any database (Y018)', () => {
    const text = rendered('clusters/yuxi').files.get('argocd/addons/application-cloudnative-pg.yaml') ?? '';
    expect(parse(text)).toMatchObject({
      metadata: { annotations: { 'argocd.argoproj.io/sync-wave': '-1' } },
      spec: {
        source: { repoURL: 'https://cloudnative-pg.github.io/charts', chart: 'cloudnative-pg' },
        destination: { namespace: 'cnpg-system' },
        // Its definitions are too large for an annotation with the last applied state.
        syncPolicy: { syncOptions: expect.arrayContaining(['ServerSideApply=true']) },
      },
    });
  });

  test('without the operator there is a problem, and no environment', () => {
    const cluster = read('clusters/yuxi/cluster.yaml').replace(/^addons:[\s\S]*/m, '');
    expect(elsewhere('yuxi-know', read('environments/yuxi-know/environment.yaml'), cluster).problems).toMatchObject([
      { code: 'no-missing-operator', message: expect.stringContaining('needs cloudnative-pg, which cluster "yuxi" does not have') },
    ]);
  });

  test('without storage that several Pods write there is a problem (Y010)', () => {
    const cluster = read('clusters/yuxi/cluster.yaml').replace(', file: csi-cephfs', '');
    const { problems } = elsewhere('yuxi-know-file-mode', read('environments/yuxi-know-file-mode/environment.yaml'), cluster);
    expect(problems.map(({ code }) => code)).toEqual(['no-missing-file-storage']);
    const own = read('environments/yuxi-know-file-mode/environment.yaml').replace(
      '{ mode: file }',
      '{ mode: file, accessMode: ReadWriteOnce }',
    );
    expect(elsewhere('yuxi-know-file-mode', own, cluster).problems).toEqual([]);
  });
});

/** An environment in a repository of its own, changed. */
function elsewhere(name: string, environment: string, cluster = read('clusters/yuxi/cluster.yaml')) {
  const root = repository({
    'clusters/yuxi/cluster.yaml': cluster,
    'environments/layers/yuxi-know.yaml': read('environments/layers/yuxi-know.yaml'),
    [`environments/${name}/environment.yaml`]: environment,
  });
  return rendered(`environments/${name}`, root);
}

type Environment = ReturnType<typeof rendered>;

function settings(environment: Environment): Readonly<Record<string, string>> {
  return objectIn(environment, 'ConfigMap', 'yuxi-know-config').data as Record<string, string>;
}

interface Variable {
  readonly name: string;
  readonly value?: string;
}

function variables(environment: Environment): readonly Variable[] {
  const { spec } = objectIn(environment, 'Deployment', 'yuxi-api') as unknown as {
    spec: { template: { spec: { containers: readonly [{ env: readonly Variable[] }] } } };
  };
  return spec.template.spec.containers[0].env;
}

interface Peer {
  readonly podSelector?: { readonly matchLabels: Readonly<Record<string, string>> };
  readonly ipBlock?: { readonly cidr: string };
}
interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly { readonly port: number | string }[];
}
interface Policy {
  readonly ingress: readonly Rule[];
  readonly egress: readonly Rule[];
}

/** By its first label, which names the component. */
function peerOf(peer: Peer | undefined): string {
  const [first] = Object.entries(peer?.podSelector?.matchLabels ?? {});
  return first ? first.join('=') : (peer?.ipBlock?.cidr ?? '');
}
