import { expect, test } from 'vitest';
import type { UnitOutcome } from '../outcome.ts';
import { checkText } from './check-text.ts';
import { plain } from './colour.ts';
import { anyProblem, changes, cluster, environment, outcome, paths } from './testing/outcomes.ts';

const text = (units: readonly UnitOutcome[]) => checkText(outcome(units, { command: 'check' }), plain);

test('everything up to date', () => {
  expect(text([environment('a'), environment('b'), cluster('aks')])).toBe('2 environments and 1 cluster up to date (0.31 s)\n');
});

test('stale files are named, and the command that brings them up to date', () => {
  const stale = changes({ added: ['b.yaml', 'lost.yaml'], changed: ['c.yaml'], removed: ['d.yaml'], missing: ['lost.yaml'] });
  expect(text([environment('fine'), environment('ka', { changes: stale })])).toBe(`environments/ka is not up to date
  1 file to add
    b.yaml
  1 file to change
    c.yaml
  1 file to remove
    d.yaml
  1 file missing
    lost.yaml

1 environment up to date (0.31 s)

Run "npx nx run gen:environments" and commit the result.
`);
});

test('a file edited by hand or not ours is named as that alone', () => {
  const found = changes({
    changed: ['a.yaml', 'b.yaml'],
    removed: ['notes.txt', 'old.yaml'],
    edited: ['a.yaml', 'old.yaml'],
    foreign: ['notes.txt'],
  });
  expect(text([environment('ka', { changes: found })])).toBe(`environments/ka is not up to date
  1 file to change
    b.yaml
  2 files edited by hand
    a.yaml
    old.yaml
  1 file not written by the generator
    notes.txt

Save what was edited by hand or is not ours, then run "npx nx run gen:environments --force" and commit the result.
`);
});

test('a generated folder without its source', () => {
  const orphan = environment('old', {
    source: 'gone',
    changes: changes({ removed: ['argocd/Chart.yaml', 'notes.txt'], foreign: ['notes.txt'], missing: ['lost.yaml'] }),
  });
  expect(text([orphan])).not.toContain('lost.yaml');
  expect(text([orphan])).toContain(`environments/old has generated files but no environment.yaml
  1 file left over
    argocd/Chart.yaml
  1 file not written by the generator
    notes.txt
`);
});

test('a long list is cut with a count, a list of ten is not', () => {
  const told = text([environment('ka', { changes: changes({ added: paths(13, 'new'), changed: paths(10, 'old') }) })]);
  expect(told).toContain(`  13 files to add
${paths(10, 'new')
  .map((path) => `    ${path}\n`)
  .join('')}    … and 3 more
  10 files to change
    manifests/old-01.yaml
`);
  expect(told).toContain('    manifests/old-10.yaml\n\nRun');
});

test('an inventory that is the only thing out of date', () => {
  expect(text([cluster('aks', { changes: changes({}) })])).toBe(`clusters/aks is not up to date
  1 file out of date
    inventory.json

Run "npx nx run gen:environments" and commit the result.
`);
});

test('an inventory that can’t be read takes --force, which a run without it would ask for', () => {
  expect(text([cluster('aks', { changes: changes({ inventory: 'unreadable' }) })])).toBe(`clusters/aks is not up to date
  1 file that can't be read
    inventory.json

Save what was edited by hand or is not ours, then run "npx nx run gen:environments --force" and commit the result.
`);
});

test('what has errors is left to the problems', () => {
  expect(text([environment('ka', { problems: [anyProblem('Wrong.')], changes: changes({ added: paths(1) }) })])).toBe('');
});
