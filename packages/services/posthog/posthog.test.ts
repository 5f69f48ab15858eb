import { Clickhouse, Kafka, Postgres, Posthog, Redis } from '@gitops/connections';
import { connect, type Manifest, secret } from '@gitops/kit';
import { alertRules, build, find, render } from '@gitops/kit/testing';
import { describe, expect, test } from 'vitest';
import { posthog } from './posthog.ts';

const database = connect(
  Postgres,
  { host: 'pg.contoso.example', port: 5433, database: 'hog', sslMode: 'verify-full' },
  secret('posthog-secret', Postgres.secretKeys, { password: 'POSTHOG_DB_PASSWORD' }),
);
const cache = connect(
  Redis,
  { host: 'redis.contoso.example', port: 6380, database: 0, tls: false },
  secret('posthog-redis-secret', Redis.secretKeys),
);
const events = connect(
  Clickhouse,
  { host: 'ch.contoso.example', httpPort: 8123, nativePort: 9000, database: 'events', tls: false },
  secret('posthog-secret', Clickhouse.secretKeys, { username: 'CLICKHOUSE_USER', password: 'CLICKHOUSE_PASSWORD' }),
);
const messages = connect(Kafka, { bootstrapServers: 'k1.contoso.example:9092,k2.contoso.example:9093', securityProtocol: 'PLAINTEXT' });
const needs = { database, cache, events, messages };
const full = {
  cluster: 'analytics',
  web: { replicas: 4, resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '3', memory: '6Gi' } } },
  worker: { replicas: 3, resources: { limits: { memory: '5Gi' } } },
  plugins: { replicas: 2 },
  ingress: {
    host: 'hog.contoso.example',
    class: 'nginx',
    issuer: 'letsencrypt',
    annotations: { 'nginx.ingress.kubernetes.io/limit-rps': '50' },
  },
};

interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: object;
}

interface Container {
  readonly name: string;
  readonly command: readonly string[];
  readonly env: readonly Variable[];
}

function objects(options: object = {}, own: object = needs): Manifest[] {
  return build(posthog, { options, needs: own }).manifests;
}

function container(kind: string, name: string, options: object = {}): Container {
  // `find` leaves the type open.
  const { spec } = find(objects(options), kind, name) as unknown as { spec: { template: { spec: { containers: [Container] } } } };
  return spec.template.spec.containers[0];
}

function config(options: object = {}, own: object = needs): Readonly<Record<string, string>> {
  return find(objects(options, own), 'ConfigMap', 'posthog-config').data;
}

function waveOf(manifest: { metadata?: { annotations?: Readonly<Record<string, string>> } }): number {
  return Number(manifest.metadata?.annotations?.['argocd.argoproj.io/sync-wave'] ?? 0);
}

test('defaults', async () => {
  await expect(render(posthog, { needs })).toMatchFileSnapshot('golden/defaults.yaml');
});

test('every option set', async () => {
  await expect(render(posthog, { options: full, needs })).toMatchFileSnapshot('golden/full.yaml');
});

describe('names', () => {
  test('of Service, Deployments, container and labels are those of the guide (P010, P011)', () => {
    expect(find(objects(), 'Service', 'posthog-web')).toMatchObject({ spec: { ports: [{ port: 8000, targetPort: 'http' }] } });
    for (const name of ['posthog-web', 'posthog-worker']) {
      expect(find(objects(), 'Deployment', name)).toMatchObject({
        metadata: { labels: { app: name } },
        spec: { template: { metadata: { labels: { app: name } } } },
      });
      expect(find(objects(), 'Deployment', name)).not.toHaveProperty('spec.selector.matchLabels.app');
    }
    expect(container('Deployment', 'posthog-web').name).toBe('posthog');
    const { connection } = build(posthog, { needs });
    expect(connection.host).toBe('http://posthog-web.test.svc.cluster.local:8000');
    expect(Posthog.reaches(connection)).toEqual([{ host: 'posthog-web.test.svc.cluster.local', port: 8000 }]);
  });

  test('a second one does not take the objects of the first', () => {
    const { manifests } = build(posthog, { component: 'hedgehog', needs });
    const names = manifests.map((manifest) => (manifest as { metadata?: { name?: string } }).metadata?.name ?? '');
    expect(names.filter((name) => !name.startsWith('hedgehog-'))).toEqual([]);
  });

  test('no Service turns into a variable of the same name', () => {
    for (const name of ['posthog-web', 'posthog-worker', 'posthog-scheduler', 'posthog-plugins']) {
      expect(find(objects(), 'Deployment', name)).toMatchObject({ spec: { template: { spec: { enableServiceLinks: false } } } });
    }
  });
});

describe('sizes', () => {
  const size = { requests: { cpu: '500m', memory: '1Gi' }, limits: { cpu: '2', memory: '4Gi' } };

  test('two Pods of web and worker, with the resources of the guide (P005, P015, P016)', () => {
    for (const name of ['posthog-web', 'posthog-worker']) {
      expect(find(objects(), 'Deployment', name)).toMatchObject({
        spec: { replicas: 2, template: { spec: { containers: [{ resources: size }] } } },
      });
    }
    expect(JSON.stringify(objects().map((each) => each.toJSON()))).not.toContain('PersistentVolumeClaim');
  });

  test('four of each where an environment says so (P029)', () => {
    const options = { web: { replicas: 4 }, worker: { replicas: 4 } };
    for (const name of ['posthog-web', 'posthog-worker']) {
      expect(find(objects(options), 'Deployment', name)).toMatchObject({ spec: { replicas: 4 } });
      expect(find(objects(options), 'PodDisruptionBudget', name)).toMatchObject({ spec: { maxUnavailable: 1 } });
    }
  });

  test('one Pod does not hold up a node', () => {
    const options = { web: { replicas: 1 }, worker: { replicas: 1 } };
    expect(() => find(objects(options), 'PodDisruptionBudget')).toThrow('found 0');
  });

  test('processes are as many as the limits bear, not as many as the node has cores', () => {
    expect(container('Deployment', 'posthog-worker').command).toContain('--concurrency=4');
    expect(container('Deployment', 'posthog-plugins').env).toContainEqual({ name: 'WORKER_CONCURRENCY', value: '2' });
  });
});

describe('order', () => {
  test('PostgreSQL, ClickHouse, then whatever asks for both', () => {
    expect(waveOf(find(objects(), 'Job', 'posthog-migrate'))).toBe(0);
    expect(waveOf(find(objects(), 'Job', 'posthog-migrate-clickhouse'))).toBe(1);
    const pods = objects(full).filter((manifest) => ['Deployment', 'Ingress'].includes((manifest as { kind?: string }).kind ?? ''));
    expect(pods.map((manifest) => waveOf(manifest as never))).toEqual([2, 2, 2, 2, 2]);
  });

  test('the migrations are hooks, and end', () => {
    for (const name of ['posthog-migrate', 'posthog-migrate-clickhouse']) {
      expect(find(objects(), 'Job', name)).toMatchObject({
        metadata: { annotations: { 'argocd.argoproj.io/hook': 'Sync', 'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation' } },
        spec: { activeDeadlineSeconds: 1200, template: { spec: { restartPolicy: 'Never' } } },
      });
    }
  });

  test('no replica migrates, which upstream’s did, without ClickHouse', () => {
    const { spec } = find(objects(), 'Deployment', 'posthog-web') as { spec: { template: { spec: object } } };
    expect(spec.template.spec).not.toHaveProperty('initContainers');
    expect(container('Job', 'posthog-migrate').command.slice(2)).toEqual(['python', 'manage.py', 'migrate', '--noinput']);
    expect(container('Job', 'posthog-migrate-clickhouse').command.slice(2)).toEqual(['./bin/migrate']);
  });

  test('what is waited for is what is asked', () => {
    expect(container('Job', 'posthog-migrate-clickhouse').env).toContainEqual({
      name: 'SERVERS',
      value: 'pg.contoso.example:5433 redis.contoso.example:6380 ch.contoso.example:9000 k1.contoso.example:9092 k2.contoso.example:9093',
    });
  });

  test('everything is scheduled once: workers schedule nothing, and there is one scheduler', () => {
    const commands = ['posthog-web', 'posthog-worker', 'posthog-plugins'].map((name) => container('Deployment', name).command.join(' '));
    expect(commands.join(' ')).not.toMatch(/scheduler|beat/);
    expect(find(objects({ worker: { replicas: 4 } }), 'Deployment', 'posthog-scheduler')).toMatchObject({
      spec: { replicas: 1, strategy: { type: 'Recreate' } },
    });
  });

  test('a scheduler that crashed comes back: nothing in the Pod says that it still runs', () => {
    expect(container('Deployment', 'posthog-scheduler').command).toContain('--pidfile=');
  });
});

describe('settings', () => {
  test('are PostHog’s own names, of what the needs name', () => {
    expect(config()).toMatchObject({
      POSTHOG_POSTGRES_HOST: 'pg.contoso.example',
      POSTHOG_POSTGRES_PORT: '5433',
      POSTHOG_DB_NAME: 'hog',
      PGSSLMODE: 'verify-full',
      PGSSLROOTCERT: '/etc/ssl/certs/ca-certificates.crt',
      POSTHOG_REDIS_HOST: 'redis.contoso.example',
      POSTHOG_REDIS_PORT: '6380',
      CLICKHOUSE_HOST: 'ch.contoso.example',
      CLICKHOUSE_DATABASE: 'events',
      CLICKHOUSE_CLUSTER: 'posthog',
      KAFKA_HOSTS: 'k1.contoso.example:9092,k2.contoso.example:9093',
      KAFKA_URL: 'kafka://k1.contoso.example:9092,kafka://k2.contoso.example:9093',
    });
  });

  test('have no switch that PostHog does not know: Kafka is always there', () => {
    expect(config()).not.toHaveProperty('KAFKA_ENABLED');
  });

  test('say that ClickHouse speaks no TLS, which is expected otherwise', () => {
    expect(config()).toMatchObject({ CLICKHOUSE_SECURE: 'false', CLICKHOUSE_VERIFY: 'false' });
    const secure = { ...needs, events: { ...events, tls: true } };
    expect(config({}, secure)).toMatchObject({ CLICKHOUSE_SECURE: 'true', CLICKHOUSE_VERIFY: 'true' });
  });

  test('no certificate is looked for where the connection is not checked', () => {
    const plain = { ...needs, database: { ...database, sslMode: 'disable' } };
    expect(config({}, plain)).toMatchObject({ PGSSLMODE: 'disable' });
    expect(config({}, plain)).not.toHaveProperty('PGSSLROOTCERT');
  });

  test('SITE_URL and Ingress are one name, under TLS (P009, P027)', () => {
    const { ingress } = full;
    expect(config({ ingress })).toMatchObject({ SITE_URL: 'https://hog.contoso.example' });
    expect(find(objects({ ingress }), 'Ingress', 'posthog-web')).toMatchObject({
      metadata: { annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt', 'nginx.ingress.kubernetes.io/proxy-body-size': '20m' } },
      spec: {
        ingressClassName: 'nginx',
        tls: [{ hosts: ['hog.contoso.example'], secretName: 'posthog-web-tls' }],
        rules: [{ host: 'hog.contoso.example' }],
      },
    });
    expect(config()).toMatchObject({ SITE_URL: 'http://posthog-web.test.svc.cluster.local:8000' });
  });

  test('of a controller that is not nginx are left out', () => {
    const ingress = find(objects({ ingress: { host: 'hog.contoso.example', class: 'traefik' } }), 'Ingress');
    expect(ingress.metadata.annotations).toEqual({ 'argocd.argoproj.io/sync-wave': '2' });
  });
});

describe('Secrets', () => {
  test('it asks for its own key, long enough for Django; logins are where their owners have them (P007)', () => {
    const { secrets } = build(posthog, { needs });
    expect(secrets).toEqual([
      { name: 'posthog-secret', keys: { SECRET_KEY: { from: 'random', characters: 64, description: expect.any(String) } } },
    ]);
    const sources = Object.fromEntries(
      container('Deployment', 'posthog-web').env.flatMap(({ name, valueFrom }) => (valueFrom ? [[name, valueFrom]] : [])),
    );
    const key = (name: string, of: string) => ({ secretKeyRef: { name, key: of } });
    expect(sources).toEqual({
      SECRET_KEY: key('posthog-secret', 'SECRET_KEY'),
      POSTHOG_DB_USER: key('posthog-secret', 'username'),
      POSTHOG_DB_PASSWORD: key('posthog-secret', 'POSTHOG_DB_PASSWORD'),
      POSTHOG_REDIS_PASSWORD: key('posthog-redis-secret', 'password'),
      CLICKHOUSE_USER: key('posthog-secret', 'CLICKHOUSE_USER'),
      CLICKHOUSE_PASSWORD: key('posthog-secret', 'CLICKHOUSE_PASSWORD'),
    });
  });

  test('the key of a project is not asked of it, and its own does not follow that one', () => {
    const { secrets, connection } = build(posthog, { needs, secretName: 'model-router-secret', secretKeys: { apiKey: 'POSTHOG_API_KEY' } });
    expect(secrets.map(({ name }) => name)).toEqual(['posthog-secret']);
    expect(connection).toMatchObject({ secret: { name: 'model-router-secret', keys: { apiKey: 'POSTHOG_API_KEY' } } });
  });

  test('nothing of it is written anywhere', () => {
    expect(JSON.stringify(objects().map((each) => each.toJSON()))).not.toMatch(/"kind":"Secret"|stringData/);
  });
});

test('the image is a version that exists, unlike the one of the guide', () => {
  expect(posthog.image).toBe('docker.io/posthog/posthog:release-1.43.1');
});

test('Prometheus asks the Pods of web, and alerts know how many there should be', () => {
  const [target] = posthog.metrics?.({ self: { name: 'posthog' }, options: { web: { replicas: 4 } } } as never) ?? [];
  expect(target).toMatchObject({ port: 'metrics', selector: { 'app.kubernetes.io/name': 'posthog-web' } });
  expect(target?.rules).toContain('< 4\n');
  expect(alertRules(posthog).join()).not.toMatch(/\{\{\w+\}\}/);
});

test('the runbook says who becomes administrator, where the key of the project goes, and where its state is shown (P003, P031)', () => {
  const text = posthog.runbook?.({
    self: { name: 'posthog', namespace: 'hogs' },
    options: { ingress: { host: 'hog.contoso.example' } },
    secret: secret('router-secret', Posthog.secretKeys, { apiKey: 'HOG_KEY' }),
  } as never);
  expect(text).toContain('kubectl -n hogs port-forward service/posthog-web 8000');
  expect(text).toContain('https://hog.contoso.example');
  expect(text).toContain('under `HOG_KEY` into the Secret `router-secret`');
  expect(text).toContain('System Status');
});
