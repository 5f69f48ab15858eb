import { expect, test } from 'vitest';
import type { Cluster, ManifestObject } from '../model.ts';
import { ignoreEndless } from './endless.ts';

const annotations = { 'argocd.argoproj.io/ignore-healthcheck': 'true' };

test.each([
  ['CronJob', 'failed last night'],
  ['DaemonSet', 'wants a Pod on a node that is away'],
  ['HorizontalPodAutoscaler', 'has no metrics yet'],
])('a %s that %s holds no wave', (kind) => {
  expect(judged(kind, { reportsAddresses: true })).toEqual(annotations);
});

test('what waits for an address counts where somebody hands them out', () => {
  expect(judged('Ingress', { reportsAddresses: false })).toEqual(annotations);
  expect(judged('Ingress', { reportsAddresses: true })).toBeUndefined();
  expect(judged('Service', { reportsAddresses: false }, { type: 'LoadBalancer' })).toEqual(annotations);
  expect(judged('Service', { reportsAddresses: false }, { type: 'ClusterIP' })).toBeUndefined();
});

test('everything else does', () => {
  expect(judged('StatefulSet', { reportsAddresses: false })).toBeUndefined();
});

function judged(kind: string, cluster: Pick<Cluster, 'reportsAddresses'>, spec = {}): object | undefined {
  const object: ManifestObject = { apiVersion: 'v1', kind, metadata: { name: 'it' }, spec };
  // Of a cluster it asks for nothing else.
  return ignoreEndless([object], cluster as Cluster)[0]?.metadata.annotations;
}
