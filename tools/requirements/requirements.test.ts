import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { requirementsPage } from './page.mjs';
import { judge, readSources } from './requirements.mjs';

const list = 'id\trequirement\nW001\tAt least 3 replicas\nY002\tPort `5050` | 6060\n';
const judged = (source: string, reasons = 'Y002: Nobody listens there.', differences = '') =>
  judge({ list, reasons, differences, tests: { 'apps/api/api.test.ts': source } });
const shows = "test('three of it (W001)', () => {});";

describe('in order', () => {
  test('a test or a reason', () => {
    const { requirements, complaints } = judged(shows);
    expect(complaints).toEqual([]);
    expect(requirements).toEqual([
      {
        id: 'W001',
        text: 'At least 3 replicas',
        shown: [{ file: 'apps/api/api.test.ts', title: 'three of it', ids: ['W001'], runs: 'always' }],
      },
      { id: 'Y002', text: 'Port `5050` | 6060', shown: [], reason: 'Nobody listens there.' },
    ]);
  });

  test('several in one title, of a group, of rows, and of a test that needs a program', () => {
    for (const source of [
      "test('all (W001, Y002)', () => {});",
      "describe('all (W001, Y002)', () => { test('x', () => {}); });",
      "test.each([1])('%i (W001, Y002)', () => {});",
      "test.skipIf(absent)('all (W001, Y002)', () => {});",
    ])
      expect(judged(source, '').complaints).toEqual([]);
  });
});

describe('is refused:', () => {
  test.each([
    ['neither a test nor a reason', '', undefined, 'no reason for W001, which no test shows'],
    ['both', shows, 'W001: Why not.\nY002: Why not.', 'W001 has a reason, although a test in apps/api/api.test.ts shows it'],
    ['an empty reason', shows, 'Y002: ""', 'no reason for Y002'],
    [
      'an unknown number in a title',
      `${shows} test('x (V999)', () => {});`,
      undefined,
      'apps/api/api.test.ts: nobody requires V999 of "x"',
    ],
    ['an unknown number among the reasons', shows, 'Y002: Why not.\nY003: Why not.', 'untested.yaml: nobody requires Y003'],
    ['a skipped test', "test.skip('x (W001)', () => {});", undefined, '"x" is skipped and shows nothing of W001'],
    ['a test yet to be written', "test.todo('x (W001)');", undefined, 'no reason for W001'],
    ['a skipped group around it', `describe.skip('x', () => { ${shows} });`, undefined, 'no reason for W001'],
    ['a group without tests', "describe('x (W001)', () => {});", undefined, 'no reason for W001'],
    ['a comment', `// ${shows}`, undefined, 'no reason for W001'],
    ['a number in the middle', `${shows} test('W001 it is', () => {});`, undefined, '"W001 it is" does not end with its requirements'],
    ['numbers that are no list', `${shows} test('x (W001,Y002)', () => {});`, undefined, '"x (W001,Y002)" does not end with'],
  ])('%s', (_, tests, reasons, complaint) => {
    expect(judged(tests, reasons).complaints.join('\n')).toContain(complaint);
  });
});

test('a skipped test beside one that runs takes nothing away', () => {
  expect(judged(`${shows} test.skip('again (W001)', () => {});`).complaints).toEqual([]);
});

test('what differs from the letter is said beside the tests that show the rest, and nowhere else', () => {
  const { requirements, complaints } = judged(shows, undefined, 'W001: Four of them.');
  expect(complaints).toEqual([]);
  expect(requirementsPage(requirements)).toContain('): three of it<br>*Four of them.* |\n');
  expect(judged(shows, undefined, 'Y002: Another port.').complaints[0]).toContain('no test shows Y002');
  expect(judged(shows, undefined, 'W002: Another port.').complaints[0]).toContain('differences.yaml: nobody requires W002');
});

test('the page links to the tests, says reasons, and stays a table whatever stands in a text', () => {
  const page = requirementsPage(
    judged("describe('api', () => { test.skipIf(absent).each(rows)('%s of $name has <b> | _c_ or d_e (W001)', () => {}); });").requirements,
  );
  expect(page).toContain(
    '| W001 | At least 3 replicas | [api](../apps/api/api.test.ts): api › … of … has \\<b\\> \\| \\_c\\_ or d_e (where the program is present) |\n',
  );
  expect(page).toContain('| Y002 | Port `5050` \\| 6060 | *Nobody listens there.* |\n');
  expect(page).toContain('| **all** | 2 | 1 | 0 | 1 |\n');
});

describe('this repository', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const page = readFileSync(`${root}/docs/requirements.md`, 'utf8');
  const { requirements, complaints } = judge(readSources(root));

  test('shows every requirement, or says why not', () => {
    expect(complaints).toEqual([]);
  });

  test('docs/requirements.md is fresh (nx run requirements:docs)', () => {
    expect(page).toBe(requirementsPage(requirements));
  });

  test('no link of it leads nowhere', () => {
    const links = [...page.matchAll(/\]\((?<target>[^)#][^)]*)\)/g)].map(({ groups }) => posix.join('docs', groups?.target ?? ''));
    expect(links.length).toBeGreaterThan(100);
    expect(links.filter((file) => !existsSync(`${root}/${file}`))).toEqual([]);
  });
});
