// Arrays that differ from recording to recording, computed from the batch size.
import type { Value } from '../graph/value.ts';
import { type Affine, fitAffine } from './affine.ts';
import type { BatchIntegers } from './batchIntegers.ts';
import { collapse } from './collapse.ts';

/** Says that recordings cannot be brought together. */
export type Fail = (what: string) => never;

/** Whether arrays are the same, shapes and contents. */
export function areSame(all: readonly Value[]): boolean {
  const [first] = all;
  return all.every((value) => value === first || (first !== undefined && equalData(value, first)));
}

/**
 * One array for what is known in all recordings but is not the same in them.
 *
 * @param all what it is in each recording
 * @param dims its shape
 * @param integers what computes from the batch size
 */
export function freeArray(
  all: readonly Value[],
  dims: readonly Affine[],
  batches: readonly number[],
  integers: BatchIntegers,
  fail: Fail,
): Value {
  const first = all[0] as Value;
  const axes = dims.flatMap(({ factor }, axis) => (factor === 0 ? [] : [axis]));
  if (axes.length === 0) {
    return integers.array(affineNumbers(all, batches, fail), first.shape, first.dtype);
  }
  const parts = all.map((value) => collapse(value, axes));
  const [part] = parts;
  if (part && parts.every((other) => `${other}` === `${part}`)) {
    return integers.repeated(part, dims, first);
  }
  const [start = 0, next = 0] = Array.from(first.data ?? [], Number);
  if (all.every((value) => isRange(value, start, next - start))) {
    return integers.range(start, next - start, dims, first);
  }
  const shapes = all.map(({ shape }) => `[${shape}]`).join(', ');
  return fail(`it reads arrays of the shapes ${shapes} whose contents differ`);
}

/** Each number of an array as a line over the batch sizes. */
export function affineNumbers(
  all: readonly Value[],
  batches: readonly number[],
  fail: Fail,
): Affine[] {
  const numbers = all.map(({ data }) => Array.from(data ?? [], Number));
  return transposed(numbers).map(
    (values) =>
      fitAffine(batches, values) ?? fail(`it reads the numbers ${[...new Set(values)].join(', ')}`),
  );
}

/** [i][j] becomes [j][i]; all rows have the same length. */
export function transposed<T>(rows: readonly (readonly T[])[]): T[][] {
  const [first = []] = rows;
  return first.map((_, column) => rows.map((row) => row[column] as T));
}

/** Whether an array counts in whole steps. */
function isRange({ shape, data }: Value, start: number, step: number): boolean {
  const numbers = Array.from(data ?? [], Number);
  const isWhole = Number.isInteger(start) && Number.isInteger(step);
  return isWhole && shape.length === 1 && numbers.every((x, index) => x === start + step * index);
}

function equalData(a: Value, b: Value): boolean {
  if (`${a.shape}` !== `${b.shape}` || a.dtype !== b.dtype) return false;
  const { data: left } = a;
  const { data: right } = b;
  if (!left || !right) return false;
  const bytes = ({ buffer, byteOffset, byteLength }: Uint8Array | typeof left): Buffer =>
    Buffer.from(buffer, byteOffset, byteLength);
  return bytes(left).equals(bytes(right));
}
