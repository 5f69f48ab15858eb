import { Mysql } from '@gitops/connections';
import { connect, secret } from '@gitops/kit';
import { build, find, render } from '@gitops/kit/testing';
import { expect, test } from 'vitest';
import { nacos } from './nacos.ts';
import schema from './schema.sh';

const database = connect(
  Mysql,
  { host: 'mysql.test.svc.cluster.local', port: 3306, database: 'nacos', sslMode: 'DISABLED' },
  secret('mysql-secret', ['username', 'password']),
);
const external = connect(
  Mysql,
  { host: 'mysql.example.com', port: 3307, database: 'nacos_prod', sslMode: 'REQUIRED' },
  secret('nacos-db-secret', ['username', 'password'], { password: 'db-password' }),
);

test('defaults', async () => {
  await expect(render(nacos, { needs: { database } })).toMatchFileSnapshot('golden/defaults.yaml');
});

test('every option set', async () => {
  const options = {
    replicas: 5,
    storage: '20Gi',
    storageClass: 'managed-premium',
    resources: { requests: { cpu: '1', memory: '4Gi' }, limits: { cpu: '2', memory: '5Gi' } },
  };
  const rendering = { component: 'registry', secretKeys: { password: 'admin-password' }, options, needs: { database: external } };
  await expect(render(nacos, rendering)).toMatchFileSnapshot('golden/full.yaml');
});

test('nodes call each other by names that stay, and by nothing else (V026)', () => {
  expect(environment().filter(({ name }) => name === 'NACOS_SERVERS')).toEqual([
    {
      name: 'NACOS_SERVERS',
      value:
        'nacos-0.nacos-headless.test.svc.cluster.local:8848 nacos-1.nacos-headless.test.svc.cluster.local:8848 nacos-2.nacos-headless.test.svc.cluster.local:8848',
    },
  ]);
  expect(names()).toContain('PREFER_HOST_MODE');
  expect(names()).not.toContain('NACOS_SERVER_IP');
  expect(render(nacos, { needs: { database } })).not.toContain('peer-finder');
});

test('nodes find each other before they are ready, and start together', () => {
  const { manifests } = build(nacos, { needs: { database } });
  expect(find(manifests, 'Service', 'nacos-headless')).toMatchObject({
    spec: { publishNotReadyAddresses: true, ports: [{ port: 8848 }, { port: 9848 }, { port: 9849 }, { port: 7848 }] },
  });
  expect(find(manifests, 'StatefulSet')).toMatchObject({ spec: { podManagementPolicy: 'Parallel' } });
});

test('clients reach the API and the port that they work out from it', () => {
  const { manifests, connection } = build(nacos, { needs: { database } });
  expect(find(manifests, 'Service', 'nacos')).toMatchObject({ spec: { ports: [{ port: 8848 }, { port: 9848 }] } });
  expect(nacos.provides.reaches(connection).map(({ port }) => port)).toEqual([8848, 9848]);
});

test("asks who is there, with secrets that are nobody else's (V047)", () => {
  const { secrets } = build(nacos, { needs: { database } });
  const random = expect.objectContaining({ from: 'random' });
  expect(secrets).toEqual([
    {
      name: 'nacos-secret',
      keys: {
        username: { from: 'literal', value: 'nacos' },
        password: random,
        'auth-token': random,
        'identity-key': random,
        'identity-value': random,
      },
    },
  ]);
  expect(environment()).toContainEqual({ name: 'NACOS_AUTH_ENABLE', value: 'true' });
  for (const [name, key] of [
    ['NACOS_AUTH_TOKEN', 'auth-token'],
    ['NACOS_AUTH_IDENTITY_KEY', 'identity-key'],
    ['NACOS_AUTH_IDENTITY_VALUE', 'identity-value'],
  ]) {
    expect(environment()).toContainEqual({ name, valueFrom: { secretKeyRef: { name: 'nacos-secret', key } } });
  }
});

test('the token is the Base64 of at least 32 bytes', () => {
  const { secrets } = build(nacos, { needs: { database } });
  const token = secrets[0]?.keys['auth-token'];
  const characters = token?.from === 'random' ? token.characters : 0;
  expect(characters % 4).toBe(0);
  expect((characters / 4) * 3).toBeGreaterThanOrEqual(32);
});

test('the tables are there before the first node starts, from the schema of the image that starts', () => {
  const { initContainers } = pod();
  expect(initContainers).toMatchObject([
    { name: 'conf', image: nacos.image, command: ['cp', '-R', '/home/nacos/conf/.', '/conf'] },
    { name: 'schema', command: ['sh', '/scripts/schema.sh', '/home/nacos/conf/mysql-schema.sql'] },
  ]);
});

test('a database without encryption gives its key to whoever asks, one with encryption need not', () => {
  expect(parameters(database)).toContain('sslMode=DISABLED&allowPublicKeyRetrieval=true');
  expect(parameters(external)).toContain('sslMode=REQUIRED');
  expect(parameters(external)).not.toContain('allowPublicKeyRetrieval');
  expect(schema).toMatch(/^mysql .*--ssl-mode="\$SSL_MODE" --get-server-public-key /m);
});

test('is ready when the API is, not when the process is', () => {
  expect(pod().containers).toMatchObject([
    {
      startupProbe: { httpGet: { path: '/nacos/v1/console/health/liveness' }, periodSeconds: 5, failureThreshold: 60 },
      readinessProbe: { httpGet: { path: '/nacos/v1/console/health/readiness' } },
      livenessProbe: { httpGet: { path: '/nacos/v1/console/health/liveness' } },
    },
  ]);
});

test('Prometheus asks for what is switched on', () => {
  const [target] = build(nacos, { options: { replicas: 3 }, needs: { database } }).metrics;
  expect(target).toMatchObject({ port: 'http', path: '/nacos/actuator/prometheus' });
  // Nodes that can't be scheduled have no series to count.
  expect(target?.rules).toContain('<= 3 / 2');
  expect(environment()).toContainEqual({ name: 'MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE', value: 'health,prometheus' });
});

test('of several nodes one may be away, a single one is no cluster', () => {
  expect(find(build(nacos, { needs: { database } }).manifests, 'PodDisruptionBudget')).toMatchObject({ spec: { maxUnavailable: 1 } });
  const single = build(nacos, { options: { replicas: 1 }, needs: { database } }).manifests;
  expect(single.map((manifest) => (manifest as { kind?: string }).kind)).not.toContain('PodDisruptionBudget');
  expect(JSON.stringify(single)).toContain('{"name":"MODE","value":"standalone"}');
});

interface Pod {
  initContainers: object[];
  containers: { env: { name: string; value?: string }[] }[];
}

function pod(needs: object = { database }): Pod {
  const statefulSet = find(build(nacos, { needs }).manifests, 'StatefulSet') as { spec: { template: { spec: Pod } } };
  return statefulSet.spec.template.spec;
}

function environment(needs?: object) {
  return pod(needs).containers[0]?.env ?? [];
}

function names(): string[] {
  return environment().map(({ name }) => name);
}

function parameters(of: object): string {
  return environment({ database: of }).find(({ name }) => name === 'MYSQL_SERVICE_DB_PARAM')?.value ?? '';
}
