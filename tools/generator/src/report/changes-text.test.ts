import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { changesText } from './changes-text.ts';
import { paletteFor, plain } from './colour.ts';
import { anyProblem, changes, cluster, environment, outcome, paths } from './testing/outcomes.ts';

test('a line for each that changed, in columns; the others are counted', () => {
  const told = outcome([
    environment('workfx-full', { changes: changes({ added: paths(12), removed: paths(1), changed: paths(3) }) }),
    environment('ka', { changes: changes({ changed: paths(1) }), components: 1, waves: 1, milliseconds: 3.6 }),
    environment('lost-inventory', { changes: changes({}) }),
    environment('fine'),
    environment('fine-too'),
    environment('wrong', { changes: changes({ added: paths(4) }), problems: [anyProblem('Wrong.')] }),
    environment('old', { source: 'gone', changes: changes({ removed: paths(23) }), components: undefined, waves: undefined }),
    cluster('aks', { changes: changes({ added: paths(2) }) }),
  ]);
  expect(changesText(told, plain)).toBe(`\
environments/workfx-full      +12 −1 ~3        9 components in 4 waves                        0.04 s
environments/ka               ~1               1 component in 1 wave                          0.004 s
environments/lost-inventory   inventory.json   9 components in 4 waves                        0.04 s
environments/old              −23              removed: it has no environment.yaml any more   0.04 s
clusters/aks                  +2                                                              0.04 s
3 environments and 1 cluster written, 1 environment removed, 2 environments unchanged, 1 environment failed (0.31 s)
`);
});

test('what was overwritten or deleted on demand is named', () => {
  const told = outcome([
    environment('ka', {
      changes: changes({ changed: ['a.yaml'], removed: ['notes.txt'], edited: ['a.yaml'], foreign: ['notes.txt'] }),
      overwritten: ['a.yaml', 'notes.txt'],
    }),
  ]);
  expect(changesText(told, plain)).toBe(`\
environments/ka   −1 ~1   9 components in 4 waves   0.04 s
  overwritten a.yaml
  deleted notes.txt
1 environment written (0.31 s)
`);
});

test('nothing changed', () => {
  expect(changesText(outcome([environment('a'), environment('b'), cluster('aks')]), plain)).toBe(
    '2 environments and 1 cluster unchanged (0.31 s)\n',
  );
  expect(changesText(outcome([]), plain)).toBe('nothing to do (0.31 s)\n');
});

test('colours don’t move the columns', () => {
  const told = outcome([
    environment('ka', { changes: changes({ added: paths(1), removed: paths(1), changed: paths(1) }) }),
    environment('workfx-full', { changes: changes({ added: paths(1) }) }),
  ]);
  const coloured = changesText(told, paletteFor({ isTTY: true }, {}));
  expect(coloured).toContain('\u001b[32m+1\u001b[39m \u001b[31m−1\u001b[39m \u001b[33m~1\u001b[39m');
  expect(stripVTControlCharacters(coloured)).toBe(changesText(told, plain));
});
