import { expect, test } from 'vitest';
import { findings, messages } from '../testing/messages.ts';
import { shop } from '../testing/plan.ts';
import { noMissingOperator } from './no-missing-operator.ts';

test('an autoscaler without metrics', () => {
  const [finding] = findings(noMissingOperator, shop({ cluster: { operators: ['cert-manager'] } }));
  expect(finding?.message).toBe(
    'HorizontalPodAutoscaler storefront of component "storefront" needs metrics-server, which cluster "market" does not have.',
  );
  expect(finding?.hint).toContain('clusters/market/cluster.yaml:\noperators: [cert-manager, metrics-server]');
});

test('an Ingress that asks for a certificate', () => {
  expect(messages(noMissingOperator, shop({ cluster: { operators: ['metrics-server'] } }))).toEqual([
    'Ingress storefront of component "storefront" needs cert-manager, which cluster "market" does not have.',
  ]);
});

test('an addon of the cluster counts', () => {
  const addon = {
    name: 'cert-manager',
    namespace: 'cert-manager',
    repository: 'https://charts.example.com',
    chart: 'cert-manager',
    version: '1.18.2',
    values: {},
  };
  expect(messages(noMissingOperator, shop({ cluster: { operators: ['metrics-server'], addons: [addon] } }))).toEqual([]);
});

test.each([
  ['external-secrets.io/v1', 'ExternalSecret', 'external-secrets'],
  ['bitnami.com/v1alpha1', 'SealedSecret', 'sealed-secrets'],
  ['argoproj.io/v1alpha1', 'Rollout', 'argo-rollouts'],
  ['postgresql.cnpg.io/v1', 'Cluster', 'cloudnative-pg'],
  ['monitoring.coreos.com/v1', 'ServiceMonitor', 'prometheus-operator'],
])('%s %s', (apiVersion, kind, operator) => {
  const add = ['first', 'second'].map((name) => ({ apiVersion, kind, metadata: { name } }));
  expect(messages(noMissingOperator, shop({ add }))).toEqual([
    `${kind} first of component "storefront" needs ${operator}, which cluster "market" does not have.`,
  ]);
});

test('Applications are for Argo CD itself', () => {
  const add = [{ apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata: { name: 'shop' } }];
  expect(messages(noMissingOperator, shop({ add }))).toEqual([]);
});
