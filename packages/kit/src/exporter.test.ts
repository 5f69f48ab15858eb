import { expect, test } from 'vitest';
import { exported, exporter } from './exporter.ts';
import { identify } from './identity.ts';
import { port } from './network.ts';

const self = identify({ environment: 'test', namespace: 'test', component: 'orders-db' });
const metrics = port('metrics', 9187);

test('an exporter is no Pod of the server, so that its Service never waits for it, but one of the component, so that it gets there', () => {
  const { spec } = exporter(self, { image: 'exporter:1', port: metrics, health: '/health' }).toJSON() as {
    spec: { selector: { matchLabels: object }; template: { metadata: { labels: object } } };
  };
  const own = { 'app.kubernetes.io/name': 'orders-db-exporter' };
  expect(spec.selector.matchLabels).toEqual(own);
  expect(spec.template.metadata.labels).toMatchObject({ ...own, 'app.kubernetes.io/component': 'orders-db' });
  expect(exported(self, { port: metrics.ref })).toEqual({ port: 'metrics', selector: own });
});

test('two never count at once, and one that answers is not restarted because its server does not', () => {
  const answers = { httpGet: { path: '/health', port: 'metrics' } };
  expect(exporter(self, { image: 'exporter:1', port: metrics, health: '/health' }).toJSON()).toMatchObject({
    spec: {
      replicas: 1,
      strategy: { type: 'Recreate' },
      template: { spec: { containers: [{ readinessProbe: answers, livenessProbe: answers }] } },
    },
  });
});
