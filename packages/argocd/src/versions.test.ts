import { describe, expect, test } from 'vitest';
import { argocdFeatures, isOlder, minimumArgoCdVersion, missingFeatures } from './versions.ts';

describe('isOlder', () => {
  test.each([
    ['3.2.9', '3.3'],
    ['2.14.1', '3.3'],
    ['3.3', '3.3.1'],
    ['3.9', '3.10'],
  ])('%s comes before %s', (version, than) => {
    expect(isOlder(version, than)).toBe(true);
  });

  test.each([
    ['3.3', '3.3'],
    ['3.3.0', '3.3'],
    ['3.3', '3.3.0'],
    ['3.10.0', '3.9'],
    ['4.0', '3.3'],
  ])('%s does not come before %s', (version, than) => {
    expect(isOlder(version, than)).toBe(false);
  });
});

test('the minimum has every feature, and the version before it does not', () => {
  expect(missingFeatures(minimumArgoCdVersion)).toEqual([]);
  expect(missingFeatures('3.2.6').map(({ feature }) => feature)).toEqual(['clusterResourceWhitelist[].name']);
  expect(missingFeatures('3.1.0')).toEqual(argocdFeatures);
});
