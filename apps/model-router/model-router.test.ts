import { build, find, render } from '@gitops/kit/testing';
import { describe, expect, test } from 'vitest';
import { modelRouter } from './model-router.ts';
import { container, database, image, needs, objects } from './testing/rendered.ts';

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
  expect(build(modelRouter, { image, needs }).reaches).toEqual([{ host: '*', port: 443 }]);
});
