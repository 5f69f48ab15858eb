import { expect, test } from 'vitest';
import { heapOf } from './heap.ts';

test.each([
  ['2560Mi', { size: '1024m', young: '512m' }],
  ['4Gi', { size: '1638m', young: '819m' }],
  ['1.5Gi', { size: '614m', young: '307m' }],
  ['4G', { size: '1525m', young: '762m' }],
  ['2684354560', { size: '1024m', young: '512m' }],
])('of a memory limit of %s two fifths are heap', (limit, heap) => {
  expect(heapOf(limit)).toEqual(heap);
});
