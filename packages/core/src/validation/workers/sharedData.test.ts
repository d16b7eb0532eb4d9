import { expect, it } from 'vitest';
import { tableOf } from '../../table/table.ts';
import { checkedFoldData } from '../foldData.ts';
import { sharedData } from './sharedData.ts';

const y = Float32Array.of(1, 2);

/** All typed arrays in a value. */
function arraysIn(value: unknown): ArrayBufferView[] {
  if (ArrayBuffer.isView(value)) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(arraysIn) : [];
}

it.each([
  ['an array', { x: [[1], [2]], y, sampleWeight: [1, 0.5] }, 3],
  ['several arrays', { x: { a: Int32Array.of(1, 2), b: [[3], [4]] }, y }, 3],
  [
    'a table',
    {
      x: tableOf([
        { kind: 'number', name: 'a', values: Float64Array.of(1, Number.NaN) },
        { kind: 'date', name: 'b', values: Float64Array.of(3, 4) },
        { kind: 'category', name: 'c', codes: Int32Array.of(0, -1), categories: ['x'] },
      ]),
      y,
    },
    4,
  ],
])('the numbers of %s are the same, in shared memory, put there once', (_, data, numArrays) => {
  const checked = checkedFoldData(data);
  const shared = sharedData(checked);
  expect(shared).toEqual(checked);
  const arrays = arraysIn(shared);
  expect(arrays).toHaveLength(numArrays);
  for (const { buffer } of arrays) expect(buffer).toBeInstanceOf(SharedArrayBuffer);
  for (const [index, { buffer }] of arraysIn(sharedData(shared)).entries()) {
    expect(buffer).toBe(arrays[index]?.buffer);
  }
});
