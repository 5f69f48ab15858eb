import { build, find } from '@gitops/kit/testing';
import { describe, expect, test } from 'vitest';
import { modelRouter } from './model-router.ts';
import { config, container, image, needs, objects } from './testing/rendered.ts';

/** What the builder says about its metrics, with the options that matter to it. */
function target(options: object = {}) {
  return build(modelRouter, { image, options, needs }).metrics[0];
}

describe('metrics', () => {
  test('are served on a port of their own, which the Service has too (P025)', () => {
    expect(target()).toMatchObject({ port: 'metrics' });
    expect(target()).not.toHaveProperty('path');
    expect(find(objects(), 'Service')).toMatchObject({ spec: { ports: [{}, {}, { name: 'metrics', port: 9090 }] } });
  });

  test('of a program that serves them beside its API are found under the same number of the Service', () => {
    expect(target({ metricsPort: 'http' })).toMatchObject({ port: 'http' });
    expect(config({ metricsPort: 'http' })).toHaveProperty('METRICS_PORT', '8080');
    expect(find(objects({ metricsPort: 'http' }), 'Service')).toMatchObject({
      spec: { ports: [{ port: 8080 }, { port: 9000 }, { name: 'metrics', port: 9090, targetPort: 'http' }] },
    });
    expect(container({ metricsPort: 'http' }).ports?.map(({ name }) => name)).toEqual(['http', 'grpc']);
  });

  test('alerts know the limits that the options set', () => {
    const rules = target({ autoscaling: { minReplicas: 5, maxReplicas: 12 }, resources: { limits: { memory: '1Gi' } } })?.rules;
    expect(rules).toContain('< 5\n');
    expect(rules).toContain('>= 12\n');
    expect(rules).toContain('> 0.9 * 1073741824\n');
    expect(rules?.match(/\{\{\w+\}\}/g)?.filter((name) => !['{{job}}', '{{namespace}}'].includes(name))).toEqual([]);
  });

  test('of the guide are all shown (P026)', () => {
    const names = ['model_router_requests_total', 'model_router_request_duration_seconds', 'model_router_ab_test_exposures_total'];
    const shown = JSON.stringify(target()?.dashboard);
    expect([...names, 'posthog_events_sent_total'].filter((name) => !shown.includes(name))).toEqual([]);
  });
});
