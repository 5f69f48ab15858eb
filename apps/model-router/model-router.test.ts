import { Postgres, Posthog, Redis } from '@gitops/connections';
import { connect, secret, withDefaults } from '@gitops/kit';
import { build, find, render } from '@gitops/kit/testing';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { modelRouter } from './model-router.ts';

const image = 'docker.io/contoso/model-router:v2.0.0';
const database = connect(
  Postgres,
  { host: 'pg.contoso.example', port: 5433, database: 'router', sslMode: 'require' },
  secret('router-db', Postgres.secretKeys),
);
const cache = connect(
  Redis,
  { host: 'redis.contoso.example', port: 6380, database: 3, tls: false },
  secret('cache-secret', Redis.secretKeys, { password: 'redis_password' }),
);
const analytics = connect(
  Posthog,
  { host: 'https://eu.i.posthog.com' },
  secret('model-router-secret', Posthog.secretKeys, { apiKey: 'POSTHOG_API_KEY' }),
);
const needs = { database, cache, analytics };

interface Container {
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  readonly env: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: object }[];
}

function objects(options: object = {}, own: object = needs) {
  return build(modelRouter, { image, options, needs: own }).manifests;
}

function container(options: object = {}, own: object = needs): Container {
  // `find` leaves the type open.
  const { spec } = find(objects(options, own), 'Deployment') as unknown as { spec: { template: { spec: { containers: [Container] } } } };
  return spec.template.spec.containers[0];
}

function config(options: object = {}, own: object = needs): Record<string, string> {
  const { data } = find(objects(options, own), 'ConfigMap', 'model-router-config') as unknown as { data: Record<string, string> };
  return data;
}

/** What the builder says about its metrics, with the options that matter to it. */
function target(options: object = {}) {
  return modelRouter.metrics?.({ options: withDefaults(modelRouter.options, options) } as never)[0];
}

test('defaults', async () => {
  await expect(render(modelRouter, { image, needs: { database } })).toMatchFileSnapshot('golden/defaults.yaml');
});

test('every option set', async () => {
  const options = {
    stage: 'staging',
    logLevel: 'debug',
    databaseUser: 'router_owner',
    providers: ['openai', 'anthropic', 'zhipu', 'dashscope', 'baidu'],
    metricsPort: 'http',
    autoscaling: { minReplicas: 4, maxReplicas: 20, cpu: 60, memory: 75 },
    resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '4', memory: '4Gi' } },
    ingress: {
      host: 'models.contoso.example',
      class: 'nginx',
      issuer: 'letsencrypt',
      annotations: { 'nginx.ingress.kubernetes.io/limit-rps': '20' },
    },
  };
  await expect(render(modelRouter, { image, options, needs })).toMatchFileSnapshot('golden/full.yaml');
});

test('no image is chosen for an environment (P020)', () => {
  expect(modelRouter.image).toBe('docker.io/your-registry/model-router');
});

describe('settings', () => {
  test('are those of the guide (P021)', () => {
    expect(config()).toMatchObject({
      POSTHOG_ENABLED: 'true',
      POSTHOG_HOST: 'https://eu.i.posthog.com',
      DB_HOST: 'pg.contoso.example',
      DB_PORT: '5433',
      DB_NAME: 'router',
      DB_USER: 'model_router',
      DB_SSL_MODE: 'require',
      REDIS_ADDR: 'redis.contoso.example:6380',
      REDIS_DB: '3',
    });
  });

  test('name no host that nobody deploys', () => {
    expect(JSON.stringify(objects())).not.toMatch(/postgres-service|redis-service|consul/i);
  });

  test('without Redis and PostHog, nothing is asked of them', () => {
    expect(config({}, { database })).toMatchObject({ POSTHOG_ENABLED: 'false' });
    expect(JSON.stringify(objects({}, { database }))).not.toMatch(/REDIS_|POSTHOG_HOST|POSTHOG_API_KEY/);
  });

  test('tell every version of the program the ports that the Service has', () => {
    const { PORT, HTTP_PORT, HTTP_ADDR, GRPC_PORT, GRPC_ADDR, METRICS_PORT } = config();
    expect([PORT, HTTP_PORT, HTTP_ADDR]).toEqual(['8080', '8080', '0.0.0.0:8080']);
    expect([GRPC_PORT, GRPC_ADDR, METRICS_PORT]).toEqual(['9000', '0.0.0.0:9000', '9090']);
    expect(container().ports).toEqual([
      { name: 'http', containerPort: 8080 },
      { name: 'grpc', containerPort: 9000 },
      { name: 'metrics', containerPort: 9090 },
    ]);
  });
});

describe('Secrets', () => {
  test('hold the keys of the guide (P022)', () => {
    const given = { from: 'given', description: expect.any(String) };
    expect(build(modelRouter, { image, needs }).secrets).toEqual([
      { name: 'model-router-secret', keys: { OPENAI_API_KEY: given, ANTHROPIC_API_KEY: given } },
      { name: 'model-router-secret', keys: { POSTHOG_API_KEY: given } },
      { name: 'router-db', keys: { username: { from: 'literal', value: 'model_router' } } },
    ]);
  });

  test('of the connections are only referred to', () => {
    const sources = Object.fromEntries(container().env.flatMap(({ name, valueFrom }) => (valueFrom ? [[name, valueFrom]] : [])));
    expect(sources).toEqual({
      DB_PASSWORD: { secretKeyRef: { name: 'router-db', key: 'password' } },
      REDIS_PASSWORD: { secretKeyRef: { name: 'cache-secret', key: 'redis_password' } },
      POSTHOG_API_KEY: { secretKeyRef: { name: 'model-router-secret', key: 'POSTHOG_API_KEY' } },
      OPENAI_API_KEY: { secretKeyRef: { name: 'model-router-secret', key: 'OPENAI_API_KEY' } },
      ANTHROPIC_API_KEY: { secretKeyRef: { name: 'model-router-secret', key: 'ANTHROPIC_API_KEY' } },
    });
  });

  test('the user of the ConfigMap is the one that the Secret of the database must name', () => {
    const { secrets } = build(modelRouter, {
      image,
      options: { databaseUser: 'owner' },
      needs: { database: { ...database, secret: secret('router-db', Postgres.secretKeys, { username: 'DB_USER' }) } },
    });
    expect(secrets).toContainEqual({ name: 'router-db', keys: { DB_USER: { from: 'literal', value: 'owner' } } });
    expect(config({ databaseUser: 'owner' })).toHaveProperty('DB_USER', 'owner');
  });

  test('only providers that are used must issue a key', () => {
    const names = container({ providers: ['baidu'] }).env.map(({ name }) => name);
    expect(names.filter((name) => /_(API|SECRET)_KEY$/.test(name))).toEqual(['POSTHOG_API_KEY', 'BAIDU_API_KEY', 'BAIDU_SECRET_KEY']);
    expect(() => objects({ providers: [] })).toThrow('providers');
  });
});

test('every placeholder of DATABASE_URL is known before it', () => {
  const { env } = container();
  const at = env.findIndex(({ name }) => name === 'DATABASE_URL');
  const known = [...Object.keys(config()), ...env.slice(0, at).map(({ name }) => name)];
  const placeholders = env[at]?.value?.match(/(?<=\$\()\w+/g);
  expect(placeholders).toEqual(['DB_USER', 'DB_PASSWORD', 'DB_HOST', 'DB_PORT', 'DB_NAME', 'DB_SSL_MODE']);
  expect(placeholders?.filter((name) => !known.includes(name))).toEqual([]);
});

describe('replicas', () => {
  test('are three to ten, of the size of the guide (P023)', () => {
    expect(find(objects(), 'HorizontalPodAutoscaler')).toMatchObject({ spec: { minReplicas: 3, maxReplicas: 10 } });
    expect(container()).toMatchObject({ resources: { requests: { cpu: '500m', memory: '512Mi' }, limits: { cpu: '2', memory: '2Gi' } } });
  });

  test('are five where an environment says so (P029)', () => {
    expect(find(objects({ autoscaling: { minReplicas: 5 } }), 'HorizontalPodAutoscaler')).toMatchObject({ spec: { minReplicas: 5 } });
  });

  test('are the autoscaler’s alone', () => {
    expect(find(objects(), 'Deployment')).not.toHaveProperty('spec.replicas');
    expect(find(objects(), 'HorizontalPodAutoscaler')).toMatchObject({
      spec: { scaleTargetRef: { kind: 'Deployment', name: 'model-router' } },
    });
  });

  test('are not lost to an upgrade or a drained node', () => {
    expect(find(objects(), 'Deployment')).toMatchObject({
      spec: { strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } },
    });
    expect(find(objects(), 'PodDisruptionBudget')).toMatchObject({ spec: { minAvailable: 2 } });
  });

  test('of which there are too few do not hold up a node', () => {
    expect(() => find(objects({ autoscaling: { minReplicas: 2 } }), 'PodDisruptionBudget')).toThrow('found 0');
  });
});

describe('metrics', () => {
  test('are served on a port of their own, which the Service has too (P025)', () => {
    expect(target()).toMatchObject({ port: 'metrics' });
    expect(target()).not.toHaveProperty('path');
    expect(find(objects(), 'Service')).toMatchObject({ spec: { ports: [{}, {}, { name: 'metrics', port: 9090 }] } });
  });

  test('of a program that serves them beside its API are found under the same number of the Service', () => {
    expect(target({ metricsPort: 'http' })).toMatchObject({ port: 'http' });
    expect(config({ metricsPort: 'http' })).toHaveProperty('METRICS_PORT', '8080');
    expect(find(objects({ metricsPort: 'http' }), 'Service')).toMatchObject({
      spec: { ports: [{ port: 8080 }, { port: 9000 }, { name: 'metrics', port: 9090, targetPort: 'http' }] },
    });
    expect(container({ metricsPort: 'http' }).ports.map(({ name }) => name)).toEqual(['http', 'grpc']);
  });

  test('alerts know the limits that the options set', () => {
    const rules = target({ autoscaling: { minReplicas: 5, maxReplicas: 12 }, resources: { limits: { memory: '1Gi' } } })?.rules;
    expect(rules).toContain('< 5\n');
    expect(rules).toContain('>= 12\n');
    expect(rules).toContain('> 0.9 * 1073741824\n');
    expect(rules?.match(/\{\{\w+\}\}/g)?.filter((name) => !['{{job}}', '{{namespace}}'].includes(name))).toEqual([]);
  });

  test('of the guide are all shown (P026)', () => {
    const names = ['model_router_requests_total', 'model_router_request_duration_seconds', 'model_router_ab_test_exposures_total'];
    const shown = JSON.stringify(target()?.dashboard);
    expect([...names, 'posthog_events_sent_total'].filter((name) => !shown.includes(name))).toEqual([]);
  });
});

test('people find its Pods by the label of the guide, and what selects them stays as it is (P024)', () => {
  expect(find(objects(), 'Deployment')).toMatchObject({
    spec: {
      selector: { matchLabels: { 'app.kubernetes.io/name': 'model-router' } },
      template: { metadata: { labels: { app: 'model-router' } }, spec: { containers: [{ name: 'model-router' }] } },
    },
  });
  expect(find(objects(), 'Deployment')).not.toHaveProperty('spec.selector.matchLabels.app');
});

test('its health is asked where the guide asks for it, without curl (P024)', () => {
  const health = { httpGet: { path: '/health', port: 'http' } };
  expect(container()).toMatchObject({ startupProbe: health, livenessProbe: health, readinessProbe: { httpGet: { path: '/ready' } } });
});

test('the Ingress names its class in the field for it, and lets nobody’s web pages in (P027)', () => {
  const ingress = find(objects({ ingress: { host: 'models.contoso.example', class: 'traefik' } }), 'Ingress');
  expect(ingress).toMatchObject({ spec: { ingressClassName: 'traefik' } });
  expect(ingress).not.toHaveProperty('metadata.annotations');
  const nginx = find(objects({ ingress: { host: 'models.contoso.example', class: 'nginx' } }), 'Ingress');
  expect(JSON.stringify(nginx)).toContain('"nginx.ingress.kubernetes.io/proxy-read-timeout":"300"');
  expect(JSON.stringify(nginx)).not.toMatch(/cors|ingress\.class/);
});

test('it gets out to the providers', () => {
  expect(modelRouter.reaches?.({} as never)).toEqual([{ host: '*', port: 443 }]);
});

describe('PostHog', () => {
  const accepts = new Ajv().compile(Posthog.endpoint);

  test.each([
    // The cloud is public: what is private stays closed.
    ['https://us.i.posthog.com', { host: '*', port: 443 }],
    ['https://app.posthog.com', { host: '*', port: 443 }],
    ['https://posthog.contoso.example', { host: 'posthog.contoso.example', port: 443 }],
    ['http://posthog-web.posthog.svc.cluster.local:8000', { host: 'posthog-web.posthog.svc.cluster.local', port: 8000 }],
  ])('may be %s', (host, reach) => {
    expect(accepts({ host })).toBe(true);
    expect(Posthog.reaches({ host })).toEqual([reach]);
  });

  test.each(['http://us.i.posthog.com', 'https://us.i.posthog.com/', 'https://phc_x@us.i.posthog.com', 'us.i.posthog.com'])(
    'is refused as %s',
    (host) => {
      expect(accepts({ host })).toBe(false);
    },
  );
});
