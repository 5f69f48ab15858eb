import { expect, test } from 'vitest';
import { messages } from '../testing/messages.ts';
import { set, shop } from '../testing/plan.ts';
import { noMissingService } from './no-missing-service.ts';

test('an Ingress leads to a Service that does not exist', () => {
  const patch = { 'Ingress storefront': [set('/spec/rules/0/http/paths/0/backend/service/name', 'shopfront')] };
  expect(messages(noMissingService, shop({ patch }))).toEqual([
    'Ingress storefront of component "storefront" leads to Service "shopfront" (path / of host shop.example.com), which namespace "shop" does not have.',
  ]);
});

test('so does a Rollout', () => {
  const strategy = { blueGreen: { activeService: 'storefront', previewService: 'storefront-preview' } };
  const add = [{ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'till' }, spec: { strategy } }];
  expect(messages(noMissingService, shop({ add }))).toEqual([
    'Rollout till of component "storefront" leads to Service "storefront-preview" (previewService), which namespace "shop" does not have.',
  ]);
});

test('a StatefulSet without its Service', () => {
  expect(messages(noMissingService, shop({ without: ['Service orders-headless'] }))).toEqual([
    'StatefulSet orders of component "orders" names "orders-headless" as its serviceName, which is not rendered.',
  ]);
});

test('a StatefulSet whose Service has a cluster IP gives its Pods no DNS names (C0.9)', () => {
  const patch = { 'StatefulSet orders': [set('/spec/serviceName', 'orders')] };
  expect(messages(noMissingService, shop({ patch }))).toEqual([
    'StatefulSet orders of component "orders" names "orders" as its serviceName, which has a cluster IP.',
  ]);
});
