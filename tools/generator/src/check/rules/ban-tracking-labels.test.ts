import { expect, test } from 'vitest';
import { messages } from '../testing/messages.ts';
import { set, shop } from '../testing/plan.ts';
import { banTrackingLabels } from './ban-tracking-labels.ts';

test('the label by which Argo CD may track', () => {
  const patch = { 'Service orders': [set('/metadata/labels/app.kubernetes.io~1instance', 'orders')] };
  expect(messages(banTrackingLabels, shop({ patch }))).toEqual([
    'Service orders of component "orders" carries the label app.kubernetes.io/instance, which Argo CD sets itself.',
  ]);
});

test('the annotation by which it tracks', () => {
  const patch = { 'Ingress storefront': [set('/metadata/annotations/argocd.argoproj.io~1tracking-id', 'shop:/Ingress')] };
  expect(messages(banTrackingLabels, shop({ patch }))).toEqual([
    'Ingress storefront of component "storefront" carries the annotation argocd.argoproj.io/tracking-id, which Argo CD sets itself.',
  ]);
});

test('the Pods of a workload may carry the label', () => {
  const patch = { 'Deployment storefront': [set('/spec/template/metadata/labels/app.kubernetes.io~1instance', 'storefront')] };
  expect(messages(banTrackingLabels, shop({ patch }))).toEqual([]);
});
