import { describe, expect, test } from 'vitest';
import { declaredTests } from './declared-tests.mjs';

const declared = (source: string) => declaredTests(source).map(({ title, groups, runs }) => [...groups, `${title}: ${runs}`].join(' › '));

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: sources with templates
describe('the title', () => {
  test.each([
    ["test('in quotes', () => {})", 'in quotes'],
    [`it("it's", async () => {})`, "it's"],
    ['test(`a ${name} of two`, function () {})', 'a … of two'],
    ['test(`a server${absent ? " (skipped)" : ""}`, () => {})', 'a server'],
    ["test(found ? 'checked' : 'not installed', () => {})", 'checked'],
    ["test(name('made by a function'), () => {})", 'made by a function'],
    ['test(title, () => {})', '…'],
    ["test.each([['a', 'test']])('of %s', () => {})", 'of %s'],
    ['test.each`a\n${1}`("of $a", () => {})', 'of $a'],
    ["test.concurrent.for(rows)('of all', () => {})", 'of all'],
  ])('%s', (source, title) => {
    expect(declared(source)).toEqual([`${title}: always`]);
  });

  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above
  test('has those of the groups before it', () => {
    expect(declared("describe('a', () => { describe.each(rows)('b', () => { test('c', () => {}); }); });")).toEqual([
      'a: always',
      'a › b: always',
      'a › b › c: always',
    ]);
  });

  test('of rows is one, unless it ends with something of the row', () => {
    const rows = "test.each([['a', 1, 'W001'], ['b', [2, 3], 'W002, W003'], ['c', four(), id]] as const)";
    expect(declared(`${rows}('%s is %j', () => {})`)).toEqual(['%s is %j: always']);
    expect(declared(`${rows}('%s is %j (%s)', () => {})`)).toEqual([
      'a is 1 (W001): always',
      'b is [2,3] (W002, W003): always',
      'c is … (…): always',
    ]);
    expect(declared("test.each(['W001', 'W002'])('of one column (%s)', () => {})")).toEqual([
      'of one column (W001): always',
      'of one column (W002): always',
    ]);
    expect(declared("test.each(rows)('elsewhere (%s)', () => {})")).toEqual(['elsewhere (%s): always']);
  });

  test('is found wherever a test is declared, and nowhere else', () => {
    expect(declared("for (const row of rows) test('in a loop', () => {});")).toEqual(['in a loop: always']);
    expect(declared(`// test('in a comment', () => {})\nconst text = "test('in a text', () => {})";`)).toEqual([]);
    expect(declared("mine.test('a method', () => {}); tested('other', () => {}); /a/.test('text');")).toEqual([]);
  });
});

describe('what does not run', () => {
  test.each([
    "test.skip('x', () => {})",
    "test.skip.each(rows)('x', () => {})",
    "test.todo('x')",
    "test('x')",
    "test('x', { skip: true }, () => {})",
    "test.fails('x', () => {})",
  ])('%s', (source) => {
    expect(declared(source)).toEqual(['x: never']);
  });

  test.each(['describe.skip', 'describe.todo', 'suite.skip'])('neither does a group: %s', (group) => {
    expect(declared(`${group}('a', () => { test('b', () => {}); });`)).toEqual(['a: never', 'a › b: never']);
  });

  test('a group without tests that run shows nothing', () => {
    expect(declared("describe('a', () => {})")).toEqual(['a: never']);
    expect(declared("describe('a', () => { test.skip('b', () => {}); })")).toEqual(['a: never', 'a › b: never']);
  });
});

describe('what runs where a program is present', () => {
  test.each([
    "test.skipIf(!found)('x', () => {})",
    "test.runIf(found).each(rows)('x', () => {})",
    "test('x', (context) => { if (!found) context.skip(); })",
  ])('%s', (source) => {
    expect(declared(source)).toEqual(['x: sometimes']);
  });

  test('a group runs as often as the best of what is in it', () => {
    const [group] = declared("describe('a', () => { test.skipIf(absent)('b', () => {}); test('c', () => {}); });");
    expect(group).toBe('a: always');
    expect(declared("describe.skipIf(absent)('a', () => { test('b', () => {}); });")).toEqual(['a: sometimes', 'a › b: sometimes']);
  });
});
