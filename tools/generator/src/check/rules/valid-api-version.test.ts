import { expect, test } from 'vitest';
import { messages } from '../testing/messages.ts';
import { set, shop } from '../testing/plan.ts';
import { validApiVersion } from './valid-api-version.ts';

const on = (kubernetes: string) => ({ cluster: { kubernetes } });
const web = '/spec/template/spec/containers/0';

test('an API that the cluster does not serve yet', () => {
  expect(messages(validApiVersion, shop({ ...on('1.20'), without: ['Deployment storefront'] }))).toEqual([
    'PodDisruptionBudget storefront of component "storefront" uses PodDisruptionBudget of policy/v1, which Kubernetes has from 1.21 on; cluster "market" runs 1.20.',
    'HorizontalPodAutoscaler storefront of component "storefront" uses HorizontalPodAutoscaler of autoscaling/v2, which Kubernetes has from 1.23 on; cluster "market" runs 1.20.',
    'CronJob newsletter of component "newsletter" uses CronJob of batch/v1, which Kubernetes has from 1.21 on; cluster "market" runs 1.20.',
  ]);
});

test('1.9 comes before 1.20', () => {
  expect(messages(validApiVersion, shop(on('1.9')))).toHaveLength(5);
});

const pod = (...patch: Parameters<typeof set>) => ({ 'Deployment storefront': [set(...patch)] });
const podIndex = { name: 'INDEX', valueFrom: { fieldRef: { fieldPath: "metadata.labels['apps.kubernetes.io/pod-index']" } } };

test.each([
  ['a sidecar', '1.29', {}],
  ['the sleep action of a lifecycle hook', '1.30', pod(`${web}/lifecycle`, { preStop: { sleep: { seconds: 7 } } })],
  ['the label metadata.labels', '1.28', pod(`${web}/env/-`, podIndex)],
  ['a gRPC probe', '1.24', pod(`${web}/startupProbe`, { grpc: { port: 8443 } })],
  ['a volume from an image', '1.33', pod('/spec/template/spec/volumes/-', { name: 'prices', image: { reference: 'shop/prices:7' } })],
  ['spec.timeZone', '1.25', { 'CronJob newsletter': [set('/spec/timeZone', 'Europe/Lisbon')] }],
  [
    'spec.persistentVolumeClaimRetentionPolicy',
    '1.27',
    { 'StatefulSet orders': [set('/spec/persistentVolumeClaimRetentionPolicy', { whenDeleted: 'Retain' })] },
  ],
  ['spec.trafficDistribution', '1.31', { 'Service orders': [set('/spec/trafficDistribution', 'PreferClose')] }],
  ['the access mode ReadWriteOncePod', '1.27', { 'PersistentVolumeClaim uploads': [set('/spec/accessModes/0', 'ReadWriteOncePod')] }],
])('%s needs %s', (what, since, patch) => {
  const before = `1.${Number(since.slice(2)) - 1}`;
  const expected = expect.stringContaining(`uses ${what}`);
  expect(messages(validApiVersion, shop({ ...on(before), patch }))).toContainEqual(expected);
  expect(messages(validApiVersion, shop({ ...on(since), patch }))).not.toContainEqual(expected);
});
