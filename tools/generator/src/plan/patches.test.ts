import { describe, expect, test } from 'vitest';
import { objectOf, planMarket, validPlan } from '../../testing/plan.ts';

const head = 'cluster: harbour\nnamespace: market\n';
const api = '  shop-api: { image: { tag: "1" } }\n';
const full = `${head}components:\n  shop-database: {}\n${api}`;

describe('patches', () => {
  const patch = (target: string, operation: string) =>
    `${full}patches:\n  - target: ${target}\n    reason: the shop is moving house\n    patch: [${operation}]\n`;

  test('change one rendered object', () => {
    const plan = validPlan(patch('{ kind: Deployment, name: shop-api }', '{ op: replace, path: /spec/replicas, value: 7 }'));
    expect(objectOf(plan, 'Deployment', 'shop-api').spec).toMatchObject({ replicas: 7 });
  });

  test.each([
    ['/spec/replicaz', 'Did you mean "replicas"? At /spec there are: '],
    ['/spec/template/spec/containers/7/image', 'At /spec/template/spec/containers there is: 0.'],
  ])('at %s, where nothing is, say what is there', (path, hint) => {
    const { problems } = planMarket(patch('{ kind: Deployment, name: shop-api }', `{ op: replace, path: ${path}, value: 7 }`));
    expect(problems).toMatchObject([{ code: 'failed-patch', hint: expect.stringContaining(hint) }]);
  });

  test.each([
    '{ op: replace, path: /metadata, value: null }',
    '{ op: remove, path: /metadata/name }',
    '{ op: replace, path: /metadata/name, value: 7 }',
    '{ op: remove, path: /kind }',
    '{ op: replace, path: "", value: null }',
    '{ op: move, from: /metadata, path: /spec/template/metadata }',
  ])('that take away what makes it an object are a problem, and no crash: %s', (operation) => {
    const { problems } = planMarket(patch('{ kind: Deployment, name: shop-api }', operation));
    expect(problems.map(({ code }) => code)).toEqual(['failed-patch']);
  });

  test('that match nothing or do not fit are a problem at their place', () => {
    expect(planMarket(patch('{ kind: Deployment, name: shop-apo }', '{ op: remove, path: /spec }')).problems).toMatchObject([
      { code: 'dead-patch', at: { line: 7 }, hint: 'Did you mean "shop-api"? Objects of that kind: shop-api.' },
    ]);
    expect(
      planMarket(patch('{ kind: Deployment, name: shop-api }', '{ op: replace, path: /spec/replica/x, value: 7 }')).problems,
    ).toMatchObject([
      {
        code: 'failed-patch',
        at: { line: 9 },
        message: 'The operation "replace" at /spec/replica/x can\'t be applied: there is nothing at that path.',
      },
    ]);
    expect(
      planMarket(patch('{ kind: deployment, name: shop-api }', '{ op: remove, path: /spec }')).problems.map(({ code, hint }) => [
        code,
        hint,
      ]),
    ).toEqual([['dead-patch', expect.stringMatching(/^Did you mean "Deployment"\? Rendered kinds: Deployment, Namespace, /)]]);
    expect(
      planMarket(patch('{ kind: Deployment, name: shop-api, namespace: cellar }', '{ op: remove, path: /spec }')).problems,
    ).toMatchObject([
      {
        message: 'No rendered object is the Deployment "shop-api" in namespace "cellar" that the patch names.',
        hint: 'There is one in market.',
        at: { line: 7, column: 60 },
      },
    ]);
    const everywhere = patch('{ kind: NetworkPolicy, name: default-deny }', '{ op: remove, path: /spec }').replace(
      'shop-database: {}',
      'shop-database: { namespace: cellar }',
    );
    expect(planMarket(everywhere).problems).toMatchObject([
      { code: 'ambiguous-patch', hint: 'Add the namespace to its target: cellar or market.' },
    ]);
  });
});
