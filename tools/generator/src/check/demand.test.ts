import { expect, test } from 'vitest';
import type { ManifestObject } from '../model.ts';
import { demandOf } from './demand.ts';

const requests = (cpu: string, memory: string) => ({ resources: { requests: { cpu, memory } } });
const object = (kind: string, spec: object): ManifestObject => ({ apiVersion: 'v1', kind, metadata: { name: 'till' }, spec });
const pod = { spec: { containers: [requests('500m', '1Gi'), requests('100m', '64Mi')], initContainers: [requests('2', '16Mi')] } };

test('containers run together, init containers before them', () => {
  expect(demandOf(object('StatefulSet', { replicas: 1, template: pod }))).toEqual({
    cpu: 2,
    memory: 1088 * 1024 ** 2,
    storage: 0,
    pods: 1,
  });
});

test('a sidecar runs with the containers', () => {
  const template = { spec: { containers: [requests('1', '1Gi')], initContainers: [{ ...requests('1', '1Gi'), restartPolicy: 'Always' }] } };
  expect(demandOf(object('StatefulSet', { replicas: 2, template }))).toMatchObject({ cpu: 4, pods: 2 });
});

test('a Deployment has more Pods while it rolls, unless it recreates them', () => {
  expect(demandOf(object('Deployment', { replicas: 4, template: pod })).pods).toBe(5);
  expect(demandOf(object('Deployment', { replicas: 4, template: pod, strategy: { rollingUpdate: { maxSurge: 3 } } })).pods).toBe(7);
  expect(demandOf(object('Deployment', { replicas: 4, template: pod, strategy: { type: 'Recreate' } })).pods).toBe(4);
});

test('an autoscaler may go to its maximum', () => {
  expect(demandOf(object('Deployment', { template: pod }), 10).pods).toBe(13);
});

test('claims of a StatefulSet are one a Pod', () => {
  const volumeClaimTemplates = [{ spec: { resources: { requests: { storage: '10Gi' } } } }];
  expect(demandOf(object('StatefulSet', { replicas: 3, template: pod, volumeClaimTemplates })).storage).toBe(30 * 1024 ** 3);
});

test('a CronJob runs one Pod at a time, what has no Pods none', () => {
  expect(demandOf(object('CronJob', { jobTemplate: { spec: { template: pod } } })).pods).toBe(1);
  expect(demandOf(object('Service', {}))).toEqual({ cpu: 0, memory: 0, storage: 0, pods: 0 });
});

test('a CloudNativePG Cluster has a volume an instance', () => {
  const spec = { instances: 3, storage: { size: '20Gi' }, ...requests('500m', '1Gi') };
  expect(demandOf(object('Cluster', spec))).toEqual({ cpu: 1.5, memory: 3 * 1024 ** 3, storage: 60 * 1024 ** 3, pods: 3 });
});
