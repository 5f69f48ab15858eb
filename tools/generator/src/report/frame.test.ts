import { expect, test } from 'vitest';
import { plain } from './colour.ts';
import { frame } from './frame.ts';

const at = (line: number, column: number, length: number) => ({ file: 'environment.yaml', line, column, length });

test.each<[string, string, [number, number, number], string[]]>([
  ['a word', 'cluster: aks\ncomponents:\n  api: {}\n', [3, 3, 3], ['3 |   api: {}', '  |   ^^^']],
  ['the number of a later line', `${'\n'.repeat(99)}api: {}`, [100, 1, 3], ['100 | api: {}', '    | ^^^']],
  ['after tabs', '\tapi:\t{}', [1, 7, 2], ['1 |     api:    {}', '  |             ^^']],
  ['a tab itself', 'a:\tb', [1, 3, 1], ['1 | a:    b', '  |   ^^^^']],
  ['after wide characters', '名前: "値" # 漢', [1, 5, 3], ['1 | 名前: "値" # 漢', '  |       ^^^^']],
  ['after half-width and full-width forms', 'ｶﾅ ＡＢ x', [1, 7, 1], ['1 | ｶﾅ ＡＢ x', '  |         ^']],
  ['after emoji of several code points', '👩‍👩‍👧 x: 1️⃣', [1, 10, 1], ['1 | 👩‍👩‍👧 x: 1️⃣', '  |    ^']],
  ['after combining marks', 'cafe\u0301: x', [1, 8, 1], ['1 | cafe\u0301: x', '  |       ^']],
  ['longer than the line', 'api: {', [1, 6, 40], ['1 | api: {', '  |      ^']],
  ['behind the end of the line', 'api:\nweb:', [1, 5, 1], ['1 | api:', '  |     ^']],
  ['far behind the end of the line', 'api:', [1, 50, 1], ['1 | api:', '  |     ^']],
  ['the end of the file', 'api:\n', [2, 1, 1], ['2 |', '  | ^']],
  ['lines that end as on Windows', 'a: 1\r\nb: 2\r\n', [1, 4, 9], ['1 | a: 1', '  |    ^']],
  ['what would disturb the terminal', 'a: \u001b[2Jb\u202e', [1, 8, 2], ['1 | a: \ufffd[2Jb\ufffd', '  |        ^^']],
  ['a line that is not there', 'api:', [2, 1, 1], []],
])('%s', (_name, text, [line, column, length], expected) => {
  expect(frame(text, at(line, column, length), plain)).toEqual(expected);
});

test('a long line is cut around the place', () => {
  const line = `${'a'.repeat(1000)}HERE${'b'.repeat(1000)}`;
  expect(frame(line, at(1, 1001, 4), plain)).toEqual([`1 | …${'a'.repeat(40)}HERE${'b'.repeat(76)}…`, `  | ${' '.repeat(41)}^^^^`]);
  expect(frame(line, at(1, 1, 3), plain)).toEqual([`1 | ${'a'.repeat(120)}…`, '  | ^^^']);
  expect(frame(line, at(1, 2005, 1), plain)).toEqual([`1 | …${'b'.repeat(40)}`, `  | ${' '.repeat(41)}^`]);
});

test('a line that is longer than the terminal is cut, so that the place stays below what it marks', () => {
  const line = `${'a'.repeat(60)}HERE${'b'.repeat(60)}`;
  for (const columns of [80, 60]) {
    const [source = '', mark = ''] = frame(`\n${line}`, at(2, 61, 4), { ...plain, columns });
    // Reports indent it by four.
    expect(source.length).toBeLessThanOrEqual(columns - 4);
    expect(source.slice(mark.indexOf('^'), mark.lastIndexOf('^') + 1)).toBe('HERE');
  }
});
