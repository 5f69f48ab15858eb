import { Kafka } from '@gitops/connections';
import { connect, secret } from '@gitops/kit';
import { build, find, render } from '@gitops/kit/testing';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { akhq } from './akhq.ts';

const credentials = secret('wfx-kafka-secret', ['username', 'password']);
const inCluster = connect(Kafka, { bootstrapServers: 'kafka.test.svc.cluster.local:9092', securityProtocol: 'PLAINTEXT' });
const managed = connect(Kafka, { bootstrapServers: 'a.example.com:9093,b.example.com:9093', securityProtocol: 'SASL_SSL' }, credentials);

test('defaults', async () => {
  await expect(render(akhq, { needs: { kafka: inCluster } })).toMatchFileSnapshot('golden/defaults.yaml');
});

test('every option set, with a Kafka that asks for credentials', async () => {
  const options = {
    ingress: { host: 'akhq.example.com', class: 'nginx', issuer: 'letsencrypt' },
    resources: { requests: { cpu: '200m', memory: '1Gi' }, limits: { cpu: '1', memory: '2Gi' } },
  };
  await expect(
    render(akhq, {
      component: 'events-ui',
      secretName: 'events-ui-login',
      options,
      needs: { kafka: { ...managed, saslMechanism: 'SCRAM-SHA-512' } },
    }),
  ).toMatchFileSnapshot('golden/full.yaml');
});

test('people and dependants use port 80, the container another (W038)', () => {
  const { manifests, connection } = build(akhq, { needs: { kafka: inCluster } });
  expect(connection.url).toBe('http://akhq.test.svc.cluster.local:80');
  expect(find(manifests, 'Service')).toMatchObject({ spec: { ports: [{ port: 80, targetPort: 'http' }] } });
});

describe('login', () => {
  test('nobody gets in without one', () => {
    expect(files(inCluster)).toMatchObject({
      'application.yml': { micronaut: { security: { enabled: true } }, akhq: { security: { 'default-group': 'no-roles' } } },
    });
  });

  test('its Secret holds no password, and sessions are signed with a key of our own', () => {
    const { secrets } = build(akhq, { needs: { kafka: inCluster }, secretName: 'login' });
    expect(secrets).toEqual([
      {
        name: 'login',
        keys: {
          'admin-password-sha256': { from: 'given', description: expect.stringContaining('sha256sum') },
          'jwt-secret': { from: 'random', characters: 64, description: expect.any(String) },
        },
      },
    ]);
  });

  test('every placeholder of the files is a variable of the container', () => {
    for (const kafka of [inCluster, managed]) {
      const placeholders = JSON.stringify(files(kafka)).match(/(?<=\$\{)\w+/g) ?? [];
      expect(variables(kafka)).toEqual(expect.arrayContaining(placeholders));
      expect(placeholders).toContain('AKHQ_JWT_SECRET');
    }
  });
});

describe('Kafka', () => {
  test('without authentication, its Secret is not asked for', () => {
    expect(Object.keys(files(inCluster))).toEqual(['application.yml']);
    expect(variables(inCluster)).not.toContain('KAFKA_PASSWORD');
  });

  test.each([
    ['PLAIN', 'org.apache.kafka.common.security.plain.PlainLoginModule'],
    ['SCRAM-SHA-256', 'org.apache.kafka.common.security.scram.ScramLoginModule'],
    ['SCRAM-SHA-512', 'org.apache.kafka.common.security.scram.ScramLoginModule'],
  ] as const)('with authentication by %s, it logs in with the keys of that Secret', (saslMechanism, loginModule) => {
    expect(files({ ...managed, saslMechanism })['sasl.yml']).toEqual({
      akhq: {
        connections: {
          kafka: {
            properties: {
              'sasl.mechanism': saslMechanism,
              // biome-ignore lint/suspicious/noTemplateCurlyInString: AKHQ's own placeholders
              'sasl.jaas.config': `${loginModule} required ${'username="${KAFKA_USERNAME}" password="${KAFKA_PASSWORD}";'}`,
            },
          },
        },
      },
    });
  });

  test('that is down does not restart it', () => {
    const up = { tcpSocket: { port: 'http' } };
    expect(find(build(akhq, { needs: { kafka: inCluster } }).manifests, 'Deployment')).toMatchObject({
      spec: { template: { spec: { containers: [{ startupProbe: up, livenessProbe: up }] } } },
    });
  });
});

test('an Ingress without an issuer asks for no certificate', () => {
  const { manifests } = build(akhq, { needs: { kafka: inCluster }, options: { ingress: { host: 'akhq.example.com' } } });
  const { metadata, spec } = find(manifests, 'Ingress');
  expect(metadata).not.toHaveProperty('annotations');
  expect(spec).toEqual({
    rules: [
      {
        host: 'akhq.example.com',
        http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'akhq', port: { name: 'http' } } } }] },
      },
    ],
  });
});

/** The configuration files as AKHQ parses them. */
function files(kafka: object, options: object = {}): Record<string, unknown> {
  const { manifests } = build(akhq, { needs: { kafka }, options });
  // `find` leaves the type open.
  const { data } = find(manifests, 'ConfigMap');
  return Object.fromEntries(Object.entries(data).map(([name, text]) => [name, parse(text)]));
}

function variables(kafka: object): string[] {
  const { manifests } = build(akhq, { needs: { kafka } });
  const { spec } = find(manifests, 'Deployment') as {
    spec: { template: { spec: { containers: [{ env: { name: string }[] }] } } };
  };
  return spec.template.spec.containers[0].env.map(({ name }) => name);
}
