import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { containerOf, dataOf, environment, variablesOf } from '../tools/generator/testing/environment.ts';
import { objectIn } from '../tools/generator/testing/rendered.ts';

const all = environment('voiceassistant');

/** Images can't be run here, so this is what each command relies on; that it works is shown beside the builders, where the program is to be had. */
describe('the command by which people see that a server is well finds what it needs in its container', () => {
  test('PostgreSQL: the socket, where the image lets the superuser in without a password (V037)', () => {
    expect(readme('postgres')).toContain("`kubectl exec <name>-0 -c postgres -- psql -U postgres -c 'SELECT version()'`");
    const container = server('postgres');
    expect(Object.keys(variablesOf(container))).toEqual(['PGDATA', 'POSTGRES_PASSWORD']);
    expect(container.volumeMounts).toContainEqual({ name: 'run', mountPath: '/var/run/postgresql' });
    expect(dataOf(all, 'postgres')['postgresql.conf']).not.toMatch(/^(port|hba_file|unix_socket_directories)/m);
  });

  test('Redis: the password that the server has, under the name that redis-cli reads (V038)', () => {
    expect(readme('redis')).toContain('`kubectl exec <name>-0 -c redis -- redis-cli ping`');
    const container = server('redis');
    expect(variablesOf(container)).toEqual({ REDISCLI_AUTH: 'redis-secret/password' });
    expect(container.args?.slice(-2)).toEqual(['--requirepass', '$(REDISCLI_AUTH)']);
    expect(dataOf(all, 'redis')['redis.conf']).not.toMatch(/^port/m);
  });

  test('Nacos: the actuator, on the port and below the path of the API, with the health switched on (V039)', () => {
    expect(readme('nacos')).toContain('`kubectl exec nacos-0 -- curl -s localhost:8848/nacos/actuator/health`');
    const variables = variablesOf(server('nacos'));
    expect(variables).toMatchObject({ NACOS_APPLICATION_PORT: '8848', MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE: 'health,prometheus' });
    const moving = /^(MANAGEMENT_SERVER|MANAGEMENT_ENDPOINTS_WEB_BASE|MANAGEMENT_ENDPOINTS_WEB_PATH|SERVER_SERVLET)/;
    expect(Object.keys(variables).filter((name) => moving.test(name))).toEqual([]);
  });

  test('Milvus: the port of the metrics, where it tells its health (V040)', () => {
    expect(readme('milvus')).toContain('`kubectl exec milvus-0 -- curl localhost:9091/healthz`');
    const { ports, readinessProbe } = server('milvus');
    expect(readinessProbe).toMatchObject({ httpGet: { path: '/healthz', port: 'metrics' } });
    expect(ports).toContainEqual({ name: 'metrics', containerPort: 9091 });
  });

  test('Elasticsearch: the password of the superuser, over plain HTTP (V041)', () => {
    expect(readme('elasticsearch')).toContain('curl -su elastic:$ELASTIC_PASSWORD localhost:9200/_cluster/health');
    expect(variablesOf(server('elasticsearch'))).toMatchObject({ ELASTIC_PASSWORD: 'elasticsearch-superuser/password' });
    const settings = parse(dataOf(all, 'elasticsearch')['elasticsearch.yml'] ?? '');
    expect(settings).toMatchObject({ 'xpack.security.enabled': true, 'xpack.security.http.ssl.enabled': false, 'http.host': '0.0.0.0' });
    expect(settings).not.toHaveProperty('http.port');
  });

  test('ClickHouse: a user whose password the container knows, on the port of the image (V042)', () => {
    expect(readme('clickhouse')).toContain('clickhouse-client --user <user> --password "$CH_PASSWORD" --query "SELECT 1"');
    const container = server('clickhouse');
    expect(variablesOf(container)).toMatchObject({ CH_PASSWORD: 'clickhouse-secret/password' });
    expect(container.command?.at(-1)).toContain('CH_PASSWORD_SHA256=$(printf %s "$CH_PASSWORD" | sha256sum');
    const { 'users.xml': users, 'server.xml': settings } = dataOf(all, 'clickhouse');
    expect(users).toMatch(/<analytics>.*from_env="CH_PASSWORD_SHA256".*<\/analytics>/s);
    expect(settings).not.toContain('<tcp_port>');
    expect(container.ports).toContainEqual({ name: 'native', containerPort: 9000 });
  });

  test('Kafka: a listener without a login, and the way to every node that it tells of (V043)', () => {
    expect(readme('kafka')).toContain('/opt/kafka/bin/kafka-topics.sh --bootstrap-server localhost:9092 --list`');
    expect(variablesOf(server('kafka'))).toMatchObject({
      KAFKA_LISTENERS: expect.stringContaining('PLAINTEXT://:9092'),
      KAFKA_ADVERTISED_LISTENERS: 'PLAINTEXT://$(POD_NAME).kafka-headless.voiceassistant-infra.svc.cluster.local:9092',
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: expect.stringContaining('PLAINTEXT:PLAINTEXT'),
    });
    const { podSelector, egress } = objectIn(all, 'NetworkPolicy', 'kafka').spec ?? {};
    expect(egress).toContainEqual({ to: [{ podSelector }] });
  });
});

function server(name: string) {
  const container = containerOf(all, 'StatefulSet', name);
  expect(container.name).toBe(name);
  return container;
}

function readme(service: string): string {
  return readFileSync(new URL(`../packages/services/${service}/README.md`, import.meta.url), 'utf8');
}
