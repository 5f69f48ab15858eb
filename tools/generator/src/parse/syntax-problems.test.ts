import { describe, expect, test } from 'vitest';
import { parseYaml } from './yaml-file.ts';

function problemsOf(text: string) {
  return parseYaml('environments/bazaar/environment.yaml', text, 'environments/bazaar', '').problems;
}

function told(text: string): string[] {
  return problemsOf(text).map(({ at, code, message }) => `${at?.line}:${at?.column} ${code}: ${message}`);
}

describe('a mistake is told once, where it begins', () => {
  test.each([
    ['a key outdented by one', 'a:\n  b:\n   c: 1\n    d: 2\n', ["3:7 invalid-yaml: A key can't stand here, behind another one."]],
    [
      'keys indented by more than the first',
      'a:\n  b: {}\n   c: {}\n   d: {}\n',
      ['3:4 invalid-yaml: This line is not indented like those that it belongs to.'],
    ],
    ['a colon in a value', 'a: b: c\n', ["1:4 invalid-yaml: A key can't stand here, behind another one."]],
    ['no blank behind the colon', 'a:\n  b:c\n  d: 1\n', ['2:3 invalid-yaml: This line is neither a key with a value nor part of one.']],
    ['a quote that stays open', 'a: "b\nc: d\ne: f\n', ['1:4 invalid-yaml: The quote that begins here is not closed.']],
    ['a brace that stays open', 'a:\n  b: { c: 1\n  d: {}\n', ['2:6 invalid-yaml: The { that begins here is not closed.']],
    ['a bracket that stays open', 'a: [b, c\nd: {}\n', ['1:4 invalid-yaml: The [ that begins here is not closed.']],
    ['a reserved character', 'a: @b\n', ["1:4 invalid-yaml: A value can't begin with this character."]],
    ['a star', 'a: *\n', ["1:4 invalid-yaml: A value can't begin with * or & here."]],
    ['a template', 'a: {{ name }}\n', ['1:5 invalid-yaml: This key is no text.']],
    ['an anchor', 'a: &b\n  c: d\n', ['1:4 yaml-anchor: An anchor is not allowed here.']],
    ['a tab', 'a:\n\tb: c\nd: {}\n', ['2:1 tab-indent: This line is indented with a tab.']],
  ])('%s', (_, text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  test('two mistakes are two problems', () => {
    expect(told('a: @b\nc: *\nd: 1\nd: 2\n')).toHaveLength(3);
  });
});

describe('a merge that is not finished', () => {
  test('is told where each conflict begins, and nothing else', () => {
    expect(told('a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> other\nc: 4\n<<<<<<< HEAD\n=======\nd: 5\n>>>>>>> other\n')).toEqual([
      '2:1 merge-conflict: environments/bazaar/environment.yaml has the conflict markers of a merge.',
      '8:1 merge-conflict: environments/bazaar/environment.yaml has the conflict markers of a merge.',
    ]);
  });

  test('is told with the line endings of Windows, and where only the end of it was left', () => {
    expect(told('a: 1\r\n<<<<<<< HEAD\r\nb: 2\r\n=======\r\n>>>>>>> other\r\n')).toHaveLength(1);
    expect(told('a: 1\n>>>>>>> other\n')).toHaveLength(1);
  });

  test('is not seen in what only looks like it', () => {
    expect(told('a: |\n  <<<<<<< HEAD\nb: "======="\n# >>>>>>> x\n')).toEqual([]);
  });
});

test('every explanation says what to do', () => {
  for (const text of ['a: b: c\n', 'a: "b\n', 'a: {\n', 'a: @b\n', 'a: {{ b }}\n', 'a:b\nc: d\n'])
    expect(problemsOf(text).map(({ hint }) => hint)).toEqual([expect.stringMatching(/\.$/)]);
});
