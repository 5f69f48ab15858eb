import { Posthog } from '@gitops/connections';
import { alertRules, build, find, render } from '@gitops/kit/testing';
import { describe, expect, test } from 'vitest';
import { posthog } from './posthog.ts';
import { container, full, needs, objects } from './testing/rendered.ts';

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

test('the image is a version that exists, unlike the one of the guide', () => {
  expect(posthog.image).toBe('docker.io/posthog/posthog:release-1.43.1');
});

test('Prometheus asks the Pods of web, and alerts know how many there should be', () => {
  const [target] = build(posthog, { options: { web: { replicas: 4 } }, needs }).metrics;
  expect(target).toMatchObject({ port: 'metrics', selector: { 'app.kubernetes.io/name': 'posthog-web' } });
  expect(target?.rules).toContain('< 4\n');
  expect(alertRules(posthog).join()).not.toMatch(/\{\{\w+\}\}/);
});

test('the runbook says who becomes administrator, where the key of the project goes, and where its state is shown (P003, P031)', () => {
  const options = { ingress: { host: 'hog.contoso.example' } };
  const text = build(posthog, { options, needs, secretName: 'router-secret', secretKeys: { apiKey: 'HOG_KEY' } }).runbook;
  expect(text).toContain('kubectl -n test port-forward service/posthog-web 8000');
  expect(text).toContain('https://hog.contoso.example');
  expect(text).toContain('under `HOG_KEY` into the Secret `router-secret`');
  expect(text).toContain('System Status');
});
