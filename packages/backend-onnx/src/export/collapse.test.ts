import { expect, it } from 'vitest';
import { constant } from '../graph/value.ts';
import { collapse } from './collapse.ts';

const array = constant([2, 3, 2], 'float32', Float32Array.of(1, 2, 1, 2, 1, 2, 3, 4, 3, 4, 3, 4));

it('keeps what an array says along the other axes', () => {
  expect(collapse(array, [1])).toEqual([1, 2, 3, 4]);
  expect(collapse(array, [])).toEqual(Array.from(array.data ?? [], Number));
  const same = constant([2, 3], 'float32', new Float32Array(6).fill(7));
  expect(collapse(same, [0, 1])).toEqual([7]);
});

it('finds arrays that do not repeat themselves', () => {
  expect(collapse(array, [0])).toBeNull();
  expect(collapse(array, [2])).toBeNull();
  expect(collapse(constant([2], 'float32', Float32Array.of(0, -0)), [0])).toBeNull();
});
