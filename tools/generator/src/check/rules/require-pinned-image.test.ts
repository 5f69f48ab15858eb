import { expect, test } from 'vitest';
import { findings, messages } from '../testing/messages.ts';
import { set, shop } from '../testing/plan.ts';
import { requirePinnedImage } from './require-pinned-image.ts';

const image = (value: string) => ({ patch: { 'Deployment storefront': [set('/spec/template/spec/containers/0/image', value)] } });

test('without a tag', () => {
  const [finding] = findings(requirePinnedImage, shop(image('registry.example.com:5000/shop/storefront')));
  expect(finding?.message).toBe(
    'Deployment storefront of component "storefront" runs "registry.example.com:5000/shop/storefront" without a tag (container web).',
  );
  expect(finding?.hint).toContain('components:\n  storefront:\n    image: { tag: … }');
});

test('with the tag latest', () => {
  expect(messages(requirePinnedImage, shop(image('docker.io/shop/storefront:latest')))).toEqual([
    'Deployment storefront of component "storefront" runs "docker.io/shop/storefront:latest" with the tag "latest" (container web).',
  ]);
});

test('a digest decides, whatever the tag says', () => {
  expect(messages(requirePinnedImage, shop(image('shop/storefront:latest@sha256:4bf5')))).toEqual([]);
});

test('sidecars, tasks and volumes as well', () => {
  const patch = {
    'Deployment storefront': [
      set('/spec/template/spec/initContainers/0/image', 'exporter'),
      set('/spec/template/spec/volumes/-', { name: 'model', image: { reference: 'shop/prices' } }),
    ],
    'CronJob newsletter': [set('/spec/jobTemplate/spec/template/spec/containers/0/image', 'newsletter')],
  };
  expect(messages(requirePinnedImage, shop({ patch }))).toEqual([
    expect.stringContaining('(container exporter)'),
    expect.stringContaining('(volume model)'),
    expect.stringContaining('CronJob newsletter'),
  ]);
});

test('of a CloudNativePG Cluster', () => {
  const cluster = (imageName: string) => {
    const spec = { instances: 3, imageName };
    return shop({ add: [{ apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', metadata: { name: 'ledger' }, spec }] });
  };
  expect(messages(requirePinnedImage, cluster('ghcr.io/cloudnative-pg/postgresql:17.9'))).toEqual([]);
  expect(messages(requirePinnedImage, cluster('ghcr.io/cloudnative-pg/postgresql'))).toEqual([expect.stringContaining('(imageName)')]);
});
