import { mainContainer } from '@gitops/kit/testing';
import { expect, test } from 'vitest';
import { objectIn, objectsIn, projectOf, rendered, wavesOf } from '../tools/generator/testing/rendered.ts';

const environment = rendered('environments/posthog-cloud');
const key = (name: string) => ({ secretKeyRef: { name: 'model-router-secret', key: name } });

test('nothing of PostHog is deployed, nor a namespace for it (P002)', () => {
  expect(Object.keys(wavesOf(environment)).sort()).toEqual(['foundation', 'model-router', 'postgres-service', 'redis-service', 'secrets']);
  const namespaces = objectsIn(environment).map(({ kind, metadata }) => (kind === 'Namespace' ? metadata.name : metadata.namespace));
  expect(new Set(namespaces)).toEqual(new Set(['voicehelper-prod']));
});

test('events go where clients send them today, with the key of the project (P019)', () => {
  expect(objectIn(environment, 'ConfigMap', 'model-router-config')).toMatchObject({
    data: { POSTHOG_ENABLED: 'true', POSTHOG_HOST: 'https://us.i.posthog.com' },
  });
  expect(mainContainer(objectIn(environment, 'Deployment', 'model-router')).env).toContainEqual({
    name: 'POSTHOG_API_KEY',
    valueFrom: key('POSTHOG_API_KEY'),
  });
  expect(environment.files.get('README.md')).toContain('| `POSTHOG_API_KEY` | key of the project, phc_… |');
});

test('its secrets come from a store, all in one (P022, P032)', () => {
  const { spec } = objectIn(environment, 'ExternalSecret', 'model-router-secret');
  expect(spec?.secretStoreRef).toEqual({ kind: 'ClusterSecretStore', name: 'gcp-secret-manager' });
  expect(spec?.data?.map(({ secretKey }) => secretKey).sort()).toEqual([
    'ANTHROPIC_API_KEY',
    'DB_PASSWORD',
    'OPENAI_API_KEY',
    'POSTHOG_API_KEY',
    'REDIS_PASSWORD',
  ]);
  const readme = environment.files.get('README.md');
  expect(readme).toContain('| `POSTHOG_API_KEY` | key of the project, phc_… | `model-router-secret-POSTHOG-API-KEY` |');
  expect(readme).toContain(
    'printf %s "$MODEL_ROUTER_SECRET_POSTHOG_API_KEY" | gcloud secrets create model-router-secret-POSTHOG-API-KEY --data-file=-',
  );
});

test('it gets out to its database, its Redis, names and public addresses, and to nothing else (P033)', () => {
  const { spec } = objectIn(environment, 'NetworkPolicy', 'model-router');
  const targets = (spec?.egress ?? []).flatMap(({ to = [] }) => to.map((peer) => JSON.stringify(peer)));
  const named = targets.flatMap((target) => /"app.kubernetes.io\/component":"([^"]+)"/.exec(target)?.[1] ?? []);
  expect(named).toEqual(['model-router', 'postgres-service', 'redis-service']);
  expect(targets.filter((target) => target.includes('"0.0.0.0/0"'))).toEqual([expect.stringContaining('10.0.0.0/8')]);
});

test('the project allows its only namespace', () => {
  const project = projectOf('posthog-cloud', 'gke-prod');
  expect(project).toMatchObject({ spec: { destinations: [{ namespace: 'voicehelper-prod' }] } });
  expect((project.spec as { destinations: object[] }).destinations).toHaveLength(1);
});
