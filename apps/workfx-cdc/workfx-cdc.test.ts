import { Kafka, ObjectStorage, Postgres, WorkfxSettings } from '@gitops/connections';
import { connect, secret } from '@gitops/kit';
import { build, find, render } from '@gitops/kit/testing';
import { expect, test } from 'vitest';
import { workfxCdc } from './workfx-cdc.ts';

const image = 'docker.io/workfx/workfx-ai-cdc:1.4.2';
const database = connect(
  Postgres,
  { host: 'pg.contoso.example', port: 5433, database: 'workfx_ai', sslMode: 'require' },
  secret('pg-secret', Postgres.secretKeys),
);
const kafka = secret('wfx-kafka-secret', Kafka.secretKeys);
const events = connect(Kafka, { bootstrapServers: 'k1.contoso.example:9093,k2.contoso.example:9093', securityProtocol: 'SASL_SSL' }, kafka);
const plaintext = connect(Kafka, { bootstrapServers: 'kafka.contoso.example:9092', securityProtocol: 'PLAINTEXT' }, kafka);
const storage = connect(
  ObjectStorage,
  { provider: 'local', url: 'file:///data', claim: 'workfx-files', credentials: 'none' },
  secret('', ObjectStorage.secretKeys),
);
const settings = connect(WorkfxSettings, { configMap: 'workfx-ai-config' });
const needs = { settings, database, events, storage };

function objects(options: object = {}, own: object = needs) {
  return build(workfxCdc, { image, options, needs: own }).manifests;
}

test('defaults', async () => {
  await expect(render(workfxCdc, { image, needs: { settings, database, events: plaintext } })).toMatchFileSnapshot('golden/defaults.yaml');
});

test('every option set', async () => {
  const options = {
    replicas: 2,
    autoscaling: { minReplicas: 2, maxReplicas: 6, cpu: 65, memory: 75 },
    resources: { requests: { cpu: '1000m', memory: '2Gi' }, limits: { cpu: '2000m', memory: '4Gi' } },
    strategy: { type: 'rolling', maxSurge: 2, maxUnavailable: '25%' },
    identity: { annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/workfx' }, labels: { team: 'data' } },
    topics: { documentChunks: 'contoso.public.document_chunks', agents: 'contoso.public.agents', consumerGroupPrefix: 'contoso' },
  };
  await expect(render(workfxCdc, { image, options, needs })).toMatchFileSnapshot('golden/full.yaml');
});

test('canary', async () => {
  await expect(render(workfxCdc, { image, options: { replicas: 3, strategy: { type: 'canary' } }, needs })).toMatchFileSnapshot(
    'golden/canary.yaml',
  );
});

test('there are a Deployment and a Service, which the chart forgets (W018, W020, W026)', () => {
  expect(find(objects(), 'Deployment', 'workfx-ai-cdc')).toMatchObject({ spec: { replicas: 1 } });
  expect(find(objects(), 'Service', 'workfx-ai-cdc')).toMatchObject({ spec: { ports: [{ port: 8001, targetPort: 'http' }] } });
  expect(build(workfxCdc, { image, needs }).connection).toMatchObject({ url: 'http://workfx-ai-cdc.test.svc.cluster.local:8001' });
});

test('no version is chosen for an environment (W018)', () => {
  expect(workfxCdc.image).toBe('docker.io/workfx/workfx-ai-cdc');
});

test('with SASL the credentials come from the Secret, where whoever provides Kafka puts them (W048, W065)', () => {
  const { manifests, secrets } = build(workfxCdc, { image, needs });
  expect(find(manifests, 'Deployment')).toMatchObject({
    spec: {
      template: {
        spec: {
          containers: [
            {
              env: expect.arrayContaining([
                { name: 'KafkaSettings_security_protocol', value: 'SASL_SSL' },
                { name: 'KafkaSettings_username', valueFrom: { secretKeyRef: { name: 'wfx-kafka-secret', key: 'username' } } },
                { name: 'KafkaSettings_password', valueFrom: { secretKeyRef: { name: 'wfx-kafka-secret', key: 'password' } } },
              ]),
            },
          ],
        },
      },
    },
  });
  const keys = secrets.find(({ name }) => name === 'wfx-kafka-secret')?.keys ?? {};
  expect(Object.keys(keys)).toEqual([
    'bootstrap_servers',
    'security_protocol',
    'document_chunks_topic',
    'agents_topic',
    'consumer_group_prefix',
  ]);
});

test('without SASL nobody has to supply credentials, and no Pod refers to the Secret (W048, W065)', () => {
  const { manifests, secrets } = build(workfxCdc, { image, needs: { settings, database, events: plaintext } });
  expect(JSON.stringify(manifests)).not.toContain('wfx-kafka-secret');
  const keys = secrets.find(({ name }) => name === 'wfx-kafka-secret')?.keys ?? {};
  expect(Object.keys(keys)).toEqual([
    'bootstrap_servers',
    'security_protocol',
    'document_chunks_topic',
    'agents_topic',
    'consumer_group_prefix',
    'username',
    'password',
  ]);
  expect(Object.values(keys).every(({ from }) => from === 'literal')).toBe(true);
});

test('a Kafka without a Secret gets none', () => {
  const bare = connect(Kafka, { bootstrapServers: 'kafka.test.svc.cluster.local:9092', securityProtocol: 'PLAINTEXT' });
  const { secrets } = build(workfxCdc, { image, needs: { settings, database, events: bare } });
  expect(secrets.map(({ name }) => name)).toEqual(['pg-secret']);
});

test('without Kafka and storage it asks nothing of them (W015)', () => {
  expect(JSON.stringify(objects({}, { settings, database }))).not.toMatch(/Kafka|Storage|files/);
});

test('it is given what it works with and no more: neither signing keys nor those of the models', () => {
  expect(JSON.stringify(objects())).not.toMatch(/Jwt|SecuritySettings|API_KEY|Redis/);
});

test('files are on the volume that the API writes to', () => {
  expect(find(objects(), 'Deployment')).toMatchObject({
    spec: {
      template: {
        spec: {
          containers: [{ volumeMounts: expect.arrayContaining([{ name: 'files', mountPath: '/data' }]) }],
          volumes: expect.arrayContaining([{ name: 'files', persistentVolumeClaim: { claimName: 'workfx-files' } }]),
        },
      },
    },
  });
});

test('a single Pod may be moved, one of several may be missing', () => {
  expect(JSON.stringify(objects({ replicas: 1 }))).not.toContain('PodDisruptionBudget');
  expect(find(objects({ replicas: 2 }), 'PodDisruptionBudget')).toMatchObject({ spec: { maxUnavailable: 1 } });
});

test('autoscaling stays within the partitions, and the number of Pods is the autoscaler’s alone (W030)', () => {
  const manifests = objects({ autoscaling: {}, strategy: { type: 'canary' } });
  expect(find(manifests, 'HorizontalPodAutoscaler')).toMatchObject({
    spec: {
      scaleTargetRef: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'workfx-ai-cdc' },
      minReplicas: 1,
      maxReplicas: 3,
    },
  });
  expect(find(manifests, 'Rollout')).not.toHaveProperty('spec.replicas');
});

test('two versions of a consumer share the partitions, so there is no blue-green', () => {
  expect(() => objects({ strategy: { type: 'blue-green' } })).toThrow('strategy');
});
