import { Postgres, Redis, WorkfxSettings } from '@gitops/connections';
import { connect, secret } from '@gitops/kit';
import { build, find, render } from '@gitops/kit/testing';
import { expect, test } from 'vitest';
import { workfxApi } from './workfx-api.ts';

const image = 'docker.io/workfx/workfx-ai-api:1.5.0';
const pg = secret('pg-secret', Postgres.secretKeys);
const needs = {
  settings: connect(WorkfxSettings, { configMap: 'workfx-ai-config' }),
  database: connect(Postgres, { host: 'pg.contoso.example', port: 5433, database: 'workfx_ai', sslMode: 'require' }, pg),
  cache: connect(Redis, { host: 'redis.contoso.example', port: 6380, database: 3, tls: true }, secret('redis-secret', Redis.secretKeys)),
};
const ingress = { host: 'api.contoso.example', class: 'nginx', issuer: 'letsencrypt' };

function objects(options: object = {}) {
  return build(workfxApi, { image, options, needs }).manifests;
}

function podTemplate(options: object, kind: string) {
  const { spec } = find(objects(options), kind) as { spec: { template: object } };
  return spec.template;
}

test('blue-green', async () => {
  const strategy = {
    type: 'blue-green',
    autoPromotionEnabled: true,
    autoPromotionSeconds: 120,
    previewReplicaCount: 1,
    scaleDownDelaySeconds: 900,
  };
  await expect(render(workfxApi, { image, options: { strategy }, needs })).toMatchFileSnapshot('golden/blue-green.yaml');
});

test('canary', async () => {
  const steps = [{ setWeight: 10 }, { pause: { duration: '10m' } }, { setWeight: 50 }, { pause: {} }];
  const options = { strategy: { type: 'canary', steps }, ingress, autoscaling: {} };
  await expect(render(workfxApi, { image, options, needs })).toMatchFileSnapshot('golden/canary.yaml');
});

test.each([
  [{}, 'apps/v1', 'Deployment'],
  [{ strategy: { type: 'blue-green' } }, 'argoproj.io/v1alpha1', 'Rollout'],
  [{ strategy: { type: 'canary' } }, 'argoproj.io/v1alpha1', 'Rollout'],
])('with autoscaling the number of Pods is the autoscaler’s alone: %j (W030)', (options, apiVersion, kind) => {
  const manifests = objects({ ...options, autoscaling: {}, replicas: 7 });
  expect(find(manifests, kind)).not.toHaveProperty('spec.replicas');
  expect(find(manifests, 'HorizontalPodAutoscaler')).toMatchObject({
    spec: { scaleTargetRef: { apiVersion, kind, name: 'workfx-ai-api' }, minReplicas: 2, maxReplicas: 10 },
  });
});

test('blue-green switches the Service that everybody knows, and a Service shows what comes next (W087)', () => {
  const manifests = objects({ strategy: { type: 'blue-green' } });
  expect(find(manifests, 'Rollout')).toMatchObject({
    spec: {
      progressDeadlineAbort: true,
      strategy: { blueGreen: { activeService: 'workfx-ai-api', previewService: 'workfx-ai-api-preview', scaleDownDelaySeconds: 300 } },
    },
  });
  expect(find(manifests, 'Service', 'workfx-ai-api-preview')).toBeDefined();
});

test('a version that waits for a person is not thrown away', () => {
  const manifests = objects({ strategy: { type: 'blue-green', autoPromotionEnabled: false } });
  expect(find(manifests, 'Rollout')).toMatchObject({
    spec: { progressDeadlineAbort: false, strategy: { blueGreen: { autoPromotionEnabled: false } } },
  });
});

test('a canary is weighed by nginx, where the Ingress is its (W088)', () => {
  const manifests = objects({ strategy: { type: 'canary' }, ingress });
  expect(find(manifests, 'Rollout')).toMatchObject({
    spec: {
      strategy: {
        canary: {
          stableService: 'workfx-ai-api',
          canaryService: 'workfx-ai-api-canary',
          trafficRouting: { nginx: { stableIngress: 'workfx-ai-api' } },
          steps: [{ setWeight: 20 }, { pause: { duration: '5m' } }, { setWeight: 50 }, { pause: { duration: '5m' } }],
        },
      },
    },
  });
  expect(find(manifests, 'Service', 'workfx-ai-api-canary')).toBeDefined();
  expect(find(manifests, 'Ingress', 'workfx-ai-api')).toMatchObject({
    spec: { rules: [{ http: { paths: [{ backend: { service: { name: 'workfx-ai-api' } } }] } }] },
  });
});

test.each([
  ['no Ingress', {}],
  ['another controller', { ingress: { ...ingress, class: 'traefik' } }],
  ['an Ingress for every host', { ingress: { class: 'nginx' } }],
])('with %s a canary has its share by the number of Pods (W088)', (_, options) => {
  const manifests = objects({ ...options, strategy: { type: 'canary' } });
  expect(find(manifests, 'Service', 'workfx-ai-api')).toBeDefined();
  expect(find(manifests, 'Rollout')).not.toHaveProperty('spec.strategy.canary.trafficRouting');
  expect(find(manifests, 'Rollout')).not.toHaveProperty('spec.strategy.canary.stableService');
});

test('all versions have the same Pods: the Rollout differs from the Deployment in how it replaces them', () => {
  expect(podTemplate({ strategy: { type: 'canary' } }, 'Rollout')).toEqual(podTemplate({}, 'Deployment'));
});

test('a certificate of one’s own is not overwritten by the issuer', () => {
  expect(find(objects({ ingress }), 'Ingress')).toMatchObject({
    metadata: { annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt' } },
    spec: { tls: [{ hosts: ['api.contoso.example'], secretName: 'workfx-ai-api-tls' }] },
  });
  const own = find(objects({ ingress: { ...ingress, tlsSecret: 'wildcard-contoso' } }), 'Ingress');
  expect(own).toMatchObject({ spec: { tls: [{ secretName: 'wildcard-contoso' }] } });
  expect(JSON.stringify(own)).not.toContain('cert-manager.io');
});

test.each([
  { strategy: { type: 'recreate' } },
  { strategy: { type: 'rolling', steps: [] } },
  { strategy: { type: 'canary', steps: [{ setWeight: 120 }] } },
  { serviceType: 'ExternalName' },
])('is refused: %j', (options) => {
  expect(() => objects(options)).toThrow('data/');
});
