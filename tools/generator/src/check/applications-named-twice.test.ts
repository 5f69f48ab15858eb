import { describe, expect, test } from 'vitest';
import type { Environment, EnvironmentPlan, PlannedComponent } from '../model.ts';
import { applicationsNamedTwice } from './applications-named-twice.ts';
import { shop } from './testing/plan.ts';

const { environment: bazaar } = shop();
const shared = { ...bazaar.cluster, argocd: { ...bazaar.cluster.argocd, isolation: 'shared' as const } };

function plan(name: string, components: readonly string[], cluster: Environment['cluster'] = bazaar.cluster): EnvironmentPlan {
  const folder = `environments/${name}`;
  const at = () => ({ file: `${folder}/environment.yaml`, line: 3, column: 1, length: 1 });
  const planned = components.map(
    (component): PlannedComponent => ({ name: component, tier: 'tooling', wave: 300, namespace: name, objects: [], runbook: '', at }),
  );
  return { environment: { ...bazaar, name, folder, cluster, at }, components: planned, secrets: [] };
}

describe('with Applications in one namespace', () => {
  test('hyphens make two names one: both are told', () => {
    const problems = [...applicationsNamedTwice(shared, [plan('fair', ['stall-api'], shared), plan('fair-stall', ['api'], shared)])];
    expect(problems.map(({ unit, message }) => [unit, message])).toEqual([
      [
        'environments/fair',
        'The Application "fair-stall-api" would be both component "stall-api" of environment "fair" and component "api" of environment "fair-stall".',
      ],
      [
        'environments/fair-stall',
        'The Application "fair-stall-api" would be both component "api" of environment "fair-stall" and component "stall-api" of environment "fair".',
      ],
    ]);
  });

  test('a component and the root of another environment', () => {
    const problems = [...applicationsNamedTwice(shared, [plan('fair', ['stall'], shared), plan('fair-stall', [], shared)])];
    expect(problems.map(({ unit }) => unit)).toEqual(['environments/fair', 'environments/fair-stall']);
  });
});

test('in namespaces of their own they may have one name', () => {
  expect([...applicationsNamedTwice(bazaar.cluster, [plan('fair', ['stall-api', 'stall']), plan('fair-stall', ['api'])])]).toEqual([]);
});

test('roots and addons live beside each other, whatever the isolation', () => {
  const cert = {
    name: 'cert-manager',
    repository: 'https://charts.example.com',
    chart: 'c',
    version: '1.2.3',
    namespace: 'cert',
    values: {},
  };
  const cluster = { ...bazaar.cluster, addons: [cert] };
  const problems = [...applicationsNamedTwice(cluster, [plan(`${cluster.name}-cert-manager`, [])])];
  expect(problems.map(({ unit }) => unit)).toEqual(['clusters/market', 'environments/market-cert-manager']);
});
