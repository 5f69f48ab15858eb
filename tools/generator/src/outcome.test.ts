import { expect, test } from 'vitest';
import { exitCode, stateOf } from './outcome.ts';
import { anyProblem, changes, environment, outcome } from './report/testing/outcomes.ts';

const fine = environment('fine');
const odd = environment('odd', { problems: [anyProblem('Odd.', { severity: 'warning' })] });
const changed = environment('changed', { changes: changes({ added: ['a.yaml'] }) });
const gone = environment('gone', { source: 'gone', changes: changes({ removed: ['a.yaml'] }) });
const failed = environment('failed', { problems: [anyProblem('Wrong.')], changes: changes({ added: ['a.yaml'] }) });

test.each([
  ['current', fine, 0, 0],
  ['current', odd, 0, 0],
  ['changed', changed, 0, 1],
  ['gone', gone, 0, 1],
  ['failed', failed, 1, 1],
])('%s', (state, unit, generating, checking) => {
  expect(stateOf(unit)).toBe(state);
  expect(exitCode(outcome([fine, unit]))).toBe(generating);
  expect(exitCode(outcome([fine, unit], { command: 'check' }))).toBe(checking);
});
