import { expect, test } from 'vitest';
import { plain } from './colour.ts';
import { problemsText } from './problems-text.ts';
import { anyProblem, cluster, environment, outcome } from './testing/outcomes.ts';

const file = 'environments/ka/environment.yaml';
const source = 'cluster: aks-prod\nnamespace: ka\ncomponents:\n  redis: {}\n  api: {}\n';
const missingNeed = anyProblem('"api" needs "postgres", but the environment has no such component.', {
  at: { file, line: 5, column: 3, length: 3 },
  hint: 'Add it under components:\n  postgres: {}',
});

test('nothing to say', () => {
  expect(problemsText(outcome([environment('ka')]), plain)).toBe('');
});

test('place, sentence, line and advice', () => {
  const told = outcome([environment('ka', { problems: [missingNeed] })], { sources: new Map([[file, source]]) });
  expect(problemsText(told, plain)).toBe(`environments/ka

  environments/ka/environment.yaml:5:3  error  write-failed
    "api" needs "postgres", but the environment has no such component.
    5 |   api: {}
      |   ^^^
    Add it under components:
      postgres: {}

1 error; nothing was written
`);
});

test('by environment, then by place; what has no place is last and names its unit', () => {
  const at = (line: number) => ({ at: { file, line, column: 1, length: 1 } });
  const told = outcome([
    environment('fine'),
    environment('ka', {
      problems: [anyProblem('No place.'), anyProblem('Later.', { ...at(9), severity: 'warning' }), anyProblem('Earlier.', at(2))],
    }),
    cluster('aks', { problems: [anyProblem('Two lines:\n  one.yaml', { unit: 'clusters/aks' })] }),
  ]);
  expect(problemsText(told, plain)).toBe(`environments/ka

  environments/ka/environment.yaml:2:1  error  write-failed
    Earlier.

  environments/ka/environment.yaml:9:1  warning  write-failed
    Later.

  environments/ka  error  write-failed
    No place.

clusters/aks

  clusters/aks  error  write-failed
    Two lines:
      one.yaml

3 errors and 1 warning in 1 of 2 environments and 1 cluster; nothing was written there
`);
});

test('a problem of a shared layer is told and counted once', () => {
  const shared = (unit: string) =>
    anyProblem('No such option.', { unit, at: { file: 'environments/layers/base.yaml', line: 1, column: 1, length: 1 } });
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const units = names.map((name) => environment(name, { problems: [shared(`environments/${name}`)] }));
  expect(problemsText(outcome(units), plain)).toBe(`environments/a, environments/b, environments/c, environments/d and 2 more

  environments/layers/base.yaml:1:1  error  write-failed
    No such option.

1 error in all 6 environments; nothing was written
`);
});

test('names from files can’t disturb the terminal', () => {
  const told = outcome([environment('ka', { problems: [anyProblem('No \u001b[2Jcomponent\u202e.\r\nNone.')] })]);
  expect(problemsText(told, plain)).toContain('    No \ufffd[2Jcomponent\ufffd.\n    None.\n');
});
