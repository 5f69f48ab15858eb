import { expect, test } from 'vitest';
import { hashOf, inventoryText, readInventory } from './inventory.ts';

const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

test('one sorted line a file, whatever the order of the files', () => {
  const text = inventoryText(
    new Map([
      ['b.yaml', ''],
      ['a/b.yaml', ''],
      ['a.yaml', ''],
    ]),
  );
  expect(text).toBe(`{
  "version": 1,
  "sha256": {
    "a.yaml": "${empty}",
    "a/b.yaml": "${empty}",
    "b.yaml": "${empty}"
  }
}
`);
});

test('what is written is read again', () => {
  const files = new Map([
    ['argocd/Chart.yaml', 'name: ka\n'],
    ['__proto__', 'ä 漢\n'],
  ]);
  expect(readInventory(inventoryText(files))).toEqual(
    new Map([
      ['__proto__', hashOf('ä 漢\n')],
      ['argocd/Chart.yaml', hashOf('name: ka\n')],
    ]),
  );
});

test('without a file nothing is ours', () => {
  expect(readInventory(undefined)).toEqual(new Map());
});

test.each([
  ['{\n<<<<<<< HEAD\n  "version": 1\n=======\n', 'it has the conflict markers of a merge'],
  ['', 'it is not JSON'],
  ['{"version": 1, "sha256": {', 'it is not JSON'],
  ['null', 'it is not an inventory'],
  ['[]', 'it is not an inventory'],
  ['{"version": 1, "sha256": []}', 'it is not an inventory'],
  ['{"version": 2, "sha256": {}}', 'it has format version 2, this generator knows 1'],
  ['{"sha256": {}}', 'it has format version undefined, this generator knows 1'],
  ['{"version": 1, "sha256": {"a.yaml": 7}}', 'it has no SHA-256 of a.yaml'],
  ['{"version": 1, "sha256": {"a.yaml": "e3b0"}}', 'it has no SHA-256 of a.yaml'],
  ...['../a', '/etc/passwd', 'a/../b', 'a//b', './a', 'a/', 'a\\b', ''].map((path) => [
    JSON.stringify({ version: 1, sha256: { [path]: empty } }),
    `${path} is not a path inside the folder`,
  ]),
])('%s is refused', (text, unreadable) => {
  expect(readInventory(text)).toEqual({ unreadable });
});
