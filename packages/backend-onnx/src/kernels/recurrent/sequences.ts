// Sequences as the recurrent kernels see them: time first, and projected in one product.
import { cast, concat, expand, gemm, reduce, reshape, slice, transpose } from '../../graph/ops.ts';
import { integers, node, scalar, type Value } from '../../graph/value.ts';

/** [batch, time, n] to [time, batch, n], and back. */
export function swapTimeAndBatch(x: Value): Value {
  return transpose(x, [1, 0, 2]);
}

/** [time, batch, n] as a matrix of one row a step and example. */
export function rowsOf(x: Value): Value {
  const [time, batch, size] = x.shape as [number, number, number];
  return reshape(x, [time * batch, size]);
}

export function zeros(shape: readonly number[]): Value {
  return expand(scalar(0), shape);
}

/** A mask [batch, time] or [batch, time, 1] of any type as conditions [time, batch, 1]. */
export function timeMajorMask(mask: Value): Value {
  const [batch, time] = mask.shape as [number, number];
  return reshape(transpose(reshape(cast(mask, 'bool'), [batch, time]), [1, 0]), [time, batch, 1]);
}

/** 1 where a step is masked and what was before passes through it, else 0. */
export function passing(mask: Value): Value {
  return cast(node('Not', [mask], mask.shape, 'bool'), 'float32');
}

/**
 * Whether inputs are brought into the order of time before they are projected, or after it.
 *
 * A product of all steps at once takes either order; what has fewer columns is cheaper to transpose.
 */
function transposesInputs(numFeatures: number, numColumns: number): boolean {
  return numFeatures <= numColumns;
}

/** Inputs [batch, time, n] as a matrix, in the order in which `project` wants its rows. */
export function inputRows(x: Value, numColumns: number): Value {
  const isTimeMajor = transposesInputs(x.shape[2] as number, numColumns);
  return rowsOf(isTimeMajor ? swapTimeAndBatch(x) : x);
}

/** `x * kernel + bias` of all steps; [time, batch, columns of the kernel]. */
export function project(
  rows: Value,
  kernel: Value,
  bias: Value | undefined,
  [time, batch]: readonly [number, number],
  numColumns: number,
): Value {
  const [numFeatures, columns] = kernel.shape as [number, number];
  const product = gemm(rows, kernel, false, false, bias ?? null);
  if (transposesInputs(numFeatures, numColumns)) return reshape(product, [time, batch, columns]);
  return swapTimeAndBatch(reshape(product, [batch, time, columns]));
}

export interface ProjectionGradients {
  readonly x: Value;
  readonly kernel: Value;
  readonly bias: Value;
}

/** The gradients of a projection, from those of its result [time, batch, n]. */
export function projectionGradients(dz: Value, rows: Value, kernel: Value): ProjectionGradients {
  const [time, batch, numColumns] = dz.shape as [number, number, number];
  const numFeatures = kernel.shape[0] as number;
  const isTimeMajor = transposesInputs(numFeatures, numColumns);
  const dRows = rowsOf(isTimeMajor ? dz : swapTimeAndBatch(dz));
  const dx = gemm(dRows, kernel, false, true);
  return {
    x: isTimeMajor
      ? swapTimeAndBatch(reshape(dx, [time, batch, numFeatures]))
      : reshape(dx, [batch, time, numFeatures]),
    kernel: gemm(rows, dRows, true),
    bias: reduce('ReduceSum', dRows, [0]),
  };
}

/** What stood before each step, from what stood after it and before the first; [time, ...]. */
export function shifted(after: Value, first: Value | undefined, backwards: boolean): Value {
  const [time, ...rest] = after.shape as [number, ...number[]];
  if (time === 1) return first ? reshape(first, after.shape) : zeros(after.shape);
  if (!first) {
    const none = rest.map(() => 0);
    const pads = backwards ? [-1, ...none, 1, ...none] : [1, ...none, -1, ...none];
    return node('Pad', [after, integers(pads)], after.shape, after.dtype);
  }
  const start = reshape(first, [1, ...rest]);
  const others = slice(after, [backwards ? 1 : 0], [time - 1], [0]);
  return concat(backwards ? [others, start] : [start, others], 0);
}
