import { expect, test } from 'vitest';
import { summary } from './summary.ts';
import { anyProblem, cluster, environment, outcome } from './testing/outcomes.ts';

const error = (message = 'Wrong.') => anyProblem(message);
const warning = (message = 'Odd.') => anyProblem(message, { severity: 'warning' });
const fine = environment('fine');
const failed = environment('failed', { problems: [error(), error('Also wrong.'), warning()] });
const odd = environment('odd', { problems: [warning('Odd, too.')] });

test.each([
  ['one environment', [failed], '2 errors and 1 warning; nothing was written'],
  ['only a warning', [odd], '1 warning'],
  ['one of several', [failed, fine, fine, fine, fine], '2 errors and 1 warning in 1 of 5 environments; nothing was written there'],
  [
    'a warning elsewhere',
    [failed, odd, fine],
    '2 errors and 2 warnings in 2 of 3 environments; nothing was written where there are errors',
  ],
  ['all of them', [failed, failed], '2 errors and 1 warning in all 2 environments; nothing was written'],
  ['only warnings', [odd, fine], '1 warning in 1 of 2 environments'],
  [
    'a layer that nobody uses',
    [fine, { ...failed, unit: 'environments/layers/odd.yaml', kind: 'layer' as const }],
    '2 errors and 1 warning in 1 layer; nothing was written there',
  ],
  ['clusters too', [fine, cluster('a', { problems: [error()] }), cluster('b')], '1 error in 1 of 2 clusters; nothing was written there'],
])('%s', (_name, units, expected) => {
  expect(summary(outcome(units))).toBe(expected);
});

test('a check writes nothing anyway', () => {
  expect(summary(outcome([failed, fine], { command: 'check' }))).toBe('2 errors and 1 warning in 1 of 2 environments');
});
