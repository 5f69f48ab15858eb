import { expect, test } from 'vitest';
import { paletteFor, plain } from './colour.ts';
import { report } from './report.ts';
import { anyProblem, changes, environment, outcome } from './testing/outcomes.ts';

const units = [environment('ka', { changes: changes({ added: ['a.yaml'] }) }), environment('wrong', { problems: [anyProblem('Wrong.')] })];
const options = {
  format: 'text',
  out: plain,
  err: paletteFor({ isTTY: true }, {}),
} as const;

test('results on standard output, problems on standard error, each with its own colours', () => {
  const { out, err } = report(outcome(units), options);
  expect(out).toMatch(/^environments\/ka {3}\+1 /);
  expect(err).toContain('\u001b[31merror\u001b[39m');
});

test('a check tells what to run', () => {
  const { out, err } = report(outcome(units, { command: 'check' }), options);
  expect(out).toContain('Run "npx nx run gen:environments" and commit the result.');
  expect(err).toContain('Wrong.');
});

test('JSON is all that is printed', () => {
  const { out, err } = report(outcome(units), { ...options, format: 'json' });
  expect(JSON.parse(out)).toMatchObject({ version: 1, exitCode: 1 });
  expect(err).toBe('');
});
