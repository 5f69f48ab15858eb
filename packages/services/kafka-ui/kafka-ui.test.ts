import { Kafka } from '@gitops/connections';
import { connect, secret } from '@gitops/kit';
import { build, find, render } from '@gitops/kit/testing';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { kafkaUi } from './kafka-ui.ts';

const credentials = secret('kafka-login', ['username', 'password'], { password: 'kafka_password' });
const inCluster = connect(Kafka, { bootstrapServers: 'kafka.test.svc.cluster.local:9092', securityProtocol: 'PLAINTEXT' });
const managed = connect(Kafka, { bootstrapServers: 'a.example.com:9093,b.example.com:9093', securityProtocol: 'SASL_SSL' }, credentials);

test('defaults', async () => {
  await expect(render(kafkaUi, { needs: { kafka: inCluster } })).toMatchFileSnapshot('golden/defaults.yaml');
});

test('every option set, with a Kafka that asks for credentials', async () => {
  const options = {
    ingress: { host: 'kafka.example.com', class: 'nginx', issuer: 'letsencrypt' },
    resources: { requests: { cpu: '200m', memory: '1Gi' }, limits: { cpu: '1', memory: '2Gi' } },
  };
  await expect(
    render(kafkaUi, {
      component: 'events-ui',
      secretName: 'events-ui-login',
      options,
      needs: { kafka: { ...managed, saslMechanism: 'SCRAM-SHA-512' } },
    }),
  ).toMatchFileSnapshot('golden/full.yaml');
});

test('people and dependants use port 8080 (V031)', () => {
  const { manifests, connection } = build(kafkaUi, { needs: { kafka: inCluster } });
  expect(connection.url).toBe('http://kafka-ui.test.svc.cluster.local:8080');
  expect(find(manifests, 'Service')).toMatchObject({ spec: { ports: [{ port: 8080 }] } });
});

test('nobody gets in without a login, whose password is nowhere but in the Secret', () => {
  const { secrets } = build(kafkaUi, { needs: { kafka: inCluster }, secretName: 'login' });
  expect(secrets).toEqual([{ name: 'login', keys: { password: expect.objectContaining({ from: 'random' }) } }]);
  expect(application()).toMatchObject({
    auth: { type: 'LOGIN_FORM' },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of Spring
    spring: { security: { user: { name: 'admin', password: '${LOGIN_PASSWORD}' } } },
  });
});

test('the file is the one that is read, and every placeholder in it is a variable', () => {
  for (const kafka of [inCluster, managed]) {
    const { env, volumeMounts } = container(kafka);
    const location = env.find(({ name }) => name === 'SPRING_CONFIG_ADDITIONALLOCATION')?.value;
    expect(location).toBe(`file:${volumeMounts[0]?.mountPath}/application.yml`);
    const placeholders = JSON.stringify(application(kafka)).match(/(?<=\$\{)\w+/g) ?? [];
    expect(env.map(({ name }) => name)).toEqual(expect.arrayContaining(placeholders));
    expect(placeholders).toContain('LOGIN_PASSWORD');
  }
});

describe('Kafka', () => {
  test('without authentication, its Secret is not asked for', () => {
    expect(application().kafka.clusters).toEqual([
      { name: 'kafka', bootstrapServers: 'kafka.test.svc.cluster.local:9092', properties: { 'security.protocol': 'PLAINTEXT' } },
    ]);
    expect(container(inCluster).env.map(({ name }) => name)).not.toContain('SASL_PASSWORD');
  });

  test.each([
    ['PLAIN', 'org.apache.kafka.common.security.plain.PlainLoginModule'],
    ['SCRAM-SHA-256', 'org.apache.kafka.common.security.scram.ScramLoginModule'],
    ['SCRAM-SHA-512', 'org.apache.kafka.common.security.scram.ScramLoginModule'],
  ] as const)('with authentication by %s, it logs in with the keys of that Secret', (saslMechanism, loginModule) => {
    expect(application({ ...managed, saslMechanism }).kafka.clusters[0].properties).toEqual({
      'security.protocol': 'SASL_SSL',
      'sasl.mechanism': saslMechanism,
      // biome-ignore lint/suspicious/noTemplateCurlyInString: placeholders of Spring
      'sasl.jaas.config': `${loginModule} required ${'username="${SASL_USERNAME}" password="${SASL_PASSWORD}";'}`,
    });
    expect(container(managed).env).toContainEqual({
      name: 'SASL_PASSWORD',
      valueFrom: { secretKeyRef: { name: 'kafka-login', key: 'kafka_password' } },
    });
  });

  test('that is down does not restart it', () => {
    const up = { tcpSocket: { port: 'http' } };
    expect(container(inCluster)).toMatchObject({ startupProbe: up, livenessProbe: up });
  });
});

interface Container {
  env: { name: string; value?: string }[];
  volumeMounts: { mountPath: string }[];
}

/** The configuration file as the application parses it. */
function application(kafka: object = inCluster, options: object = {}) {
  // `find` leaves the type open.
  const { data } = find(build(kafkaUi, { needs: { kafka }, options }).manifests, 'ConfigMap');
  return parse(data['application.yml'] ?? '');
}

function container(kafka: object): Container {
  const { spec } = find(build(kafkaUi, { needs: { kafka } }).manifests, 'Deployment') as {
    spec: { template: { spec: { containers: [Container] } } };
  };
  return spec.template.spec.containers[0];
}
