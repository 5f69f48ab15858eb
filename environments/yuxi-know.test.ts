import { mainContainer } from '@gitops/kit/testing';
import type { IEnvVar } from 'kubernetes-models/v1/EnvVar';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { objectIn, objectsIn, projectOf, rendered, wavesOf } from '../tools/generator/testing/rendered.ts';

const names = ['yuxi-know', 'yuxi-know-file-mode', 'yuxi-know-hybrid'] as const;
const production = rendered('environments/yuxi-know');
const fileMode = rendered('environments/yuxi-know-file-mode');
const hybrid = rendered('environments/yuxi-know-hybrid');

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
    const project = projectOf('yuxi-know', 'yuxi');
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

  test('Redis asks for a password, Milvus listens where the API looks for it (Y020, Y021)', () => {
    const redis = mainContainer(objectIn(production, 'StatefulSet', 'redis'));
    expect(redis).toMatchObject({
      args: ['redis-server', '/etc/redis/redis.conf', '--requirepass', '$(REDISCLI_AUTH)'],
      env: [{ name: 'REDISCLI_AUTH', valueFrom: { secretKeyRef: { name: 'yuxi-know-secrets', key: 'REDIS_PASSWORD' } } }],
    });
    const { MILVUS_URI = '', REDIS_HOST } = settings(production);
    const { metadata, spec } = objectIn(production, 'Service', 'milvus');
    expect(new URL(MILVUS_URI).host).toBe(`${metadata.name}.${metadata.namespace}.svc.cluster.local:19530`);
    expect(spec).toMatchObject({ ports: [{ port: 19530 }] });
    expect(REDIS_HOST).toBe('redis.yuxi-know.svc.cluster.local');
  });

  test('the ConfigMap of the API is found under its name (Y035)', () => {
    expect(mainContainer(objectIn(production, 'Deployment', 'yuxi-api'))).toMatchObject({
      envFrom: [{ configMapRef: { name: 'yuxi-know-config' } }],
    });
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
    const { spec } = objectIn(hybrid, 'ExternalSecret', 'yuxi-know-secrets');
    const seed = 'DATABASE_PASSWORD NEO4J_PASSWORD MINIO_ACCESS_KEY MINIO_SECRET_KEY SILICONFLOW_API_KEY OPENAI_API_KEY TAVILY_API_KEY';
    const keys = Object.keys(spec?.target?.template?.data ?? {});
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
});

type Environment = ReturnType<typeof rendered>;

function settings(environment: Environment): Readonly<Record<string, string>> {
  return objectIn(environment, 'ConfigMap', 'yuxi-know-config').data as Record<string, string>;
}

function variables(environment: Environment): readonly IEnvVar[] {
  return mainContainer(objectIn(environment, 'Deployment', 'yuxi-api')).env ?? [];
}
