import type { OperatedPods } from '@gitops/kit';
import { expect, test } from 'vitest';
import { objectOf } from '../../testing/plan.ts';
import { market } from '../../testing/stages.ts';
import { buildComponents, targetsOf } from '../build/build.ts';
import type { Cluster, Environment } from '../model.ts';
import { planEnvironment } from './plan.ts';

const yaml = 'cluster: harbour\nnamespace: market\ncomponents:\n  shop-database: {}\n  shop-api: { image: { tag: "1" } }\n';
const operated: OperatedPods = {
  selector: { 'ledgers.example.com/name': 'shop-database' },
  operator: { name: 'ledgers', namespace: 'ledgers-system', selector: { app: 'ledgers' }, ports: [8000, 5432] },
};

test('Pods of an operator are told by the labels that it gives them, also by those who talk to them', () => {
  const plan = planned(operatedMarket());
  const pods = { podSelector: { matchLabels: operated.selector } };
  expect(objectOf(plan, 'NetworkPolicy', 'shop-database').spec).toMatchObject({ ...pods, ingress: [{ from: [pods] }, {}, {}] });
  expect(objectOf(plan, 'NetworkPolicy', 'shop-api').spec).toMatchObject({ egress: [{}, {}, { to: [pods] }] });
});

test('their operator reaches them, from where the addon is installed', () => {
  expect(operatorRule({})).toEqual({
    from: [
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ledgers-system' } },
        podSelector: { matchLabels: { app: 'ledgers' } },
      },
    ],
    ports: [
      { protocol: 'TCP', port: 8000 },
      { protocol: 'TCP', port: 5432 },
    ],
  });
  const chart = { repository: 'https://charts.example.com', chart: 'ledgers', version: '1.2.3', values: {} };
  expect(operatorRule({ addons: [{ name: 'ledgers', namespace: 'bookkeeping', ...chart }] })).toMatchObject({
    from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'bookkeeping' } } }],
  });
});

test('their metrics are found by the same labels', () => {
  const database = operatedMarket().components.get('shop-database');
  if (database?.kind !== 'deployed') throw new Error('not deployed');
  const builder = { ...database.builder, metrics: () => [{ port: 'metrics' }] };
  expect(targetsOf({ ...database, builder })).toMatchObject([{ selector: operated.selector }]);
});

function operatedMarket(cluster: Partial<Cluster> = {}): Environment {
  const environment = market(yaml);
  const components = [...environment.components].map(([name, component]) => {
    if (component.kind === 'external' || name !== 'shop-database') return [name, component] as const;
    return [name, { ...component, builder: { ...component.builder, operated: () => operated } }] as const;
  });
  return { ...environment, components: new Map(components), cluster: { ...environment.cluster, ...cluster } };
}

function planned(environment: Environment) {
  const { plan, problems } = planEnvironment(environment, buildComponents(environment), []);
  if (!plan) throw new Error(problems.map(({ message }) => message).join('\n'));
  return plan;
}

function operatorRule(cluster: Partial<Cluster>) {
  const { spec } = objectOf(planned(operatedMarket(cluster)), 'NetworkPolicy', 'shop-database');
  return (spec as { ingress: object[] }).ingress[2];
}
