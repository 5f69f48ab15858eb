import { Http } from '@gitops/connections';
import { connect } from '@gitops/kit';
import { build, find, mainContainer, podOf, render } from '@gitops/kit/testing';
import { expect, test } from 'vitest';
import { yuxiWeb } from './yuxi-web.ts';

const image = 'registry.contoso.example/yuxi-web:0.5.1';
const needs = { api: connect(Http, { url: 'http://yuxi-api-service.test.svc.cluster.local:5050' }) };
const options = {
  replicas: 3,
  ingress: { host: 'know.contoso.example', class: 'nginx', issuer: 'letsencrypt' },
  resources: { requests: { cpu: '200m', memory: '128Mi' }, limits: { cpu: '1', memory: '512Mi' } },
};

test('defaults', async () => {
  await expect(render(yuxiWeb, { image, needs })).toMatchFileSnapshot('golden/defaults.yaml');
});

test('every option set', async () => {
  await expect(render(yuxiWeb, { image, options, needs })).toMatchFileSnapshot('golden/full.yaml');
});

test('Pods have the label by which the seed lets them to the API (Y006)', () => {
  expect(find(objects(), 'Deployment')).toMatchObject({ spec: { template: { metadata: { labels: { app: 'yuxi-web' } } } } });
});

test('calls go to the API that it needs, not to a Service "api" that upstream has only under Compose', () => {
  const { data } = find(objects(), 'ConfigMap');
  expect(data['nginx.conf']).toContain('proxy_pass http://yuxi-api-service.test.svc.cluster.local:5050;');
  expect(data['nginx.conf']).toContain('proxy_buffering off;');
});

test('it needs no rights: no root, no port below 1024, nothing to write but /tmp', () => {
  const pods = find(objects(), 'Deployment');
  expect(podOf(pods)).toMatchObject({ securityContext: { runAsUser: 101 } });
  expect(mainContainer(pods)).toMatchObject({
    command: ['nginx', '-g', 'daemon off;'],
    ports: [{ containerPort: 8080 }],
    securityContext: { readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
  });
  expect(find(objects(), 'Service')).toMatchObject({ spec: { ports: [{ port: 80, targetPort: 'http' }] } });
});

test('an Ingress of nginx is as patient, another one gets no settings that it does not know', () => {
  const annotations = { 'nginx.ingress.kubernetes.io/proxy-buffering': 'off', 'nginx.ingress.kubernetes.io/proxy-read-timeout': '600' };
  expect(find(objects(options), 'Ingress')).toMatchObject({ metadata: { annotations } });
  const other = find(objects({ ingress: { host: 'know.contoso.example', class: 'traefik' } }), 'Ingress');
  expect(other.metadata).not.toHaveProperty('annotations');
});

test('one Pod has no disruption budget, which would block its node for ever', () => {
  expect(() => find(objects({ replicas: 1 }), 'PodDisruptionBudget')).toThrow('found 0');
});

function objects(own: object = {}) {
  return build(yuxiWeb, { image, options: own, needs }).manifests;
}
