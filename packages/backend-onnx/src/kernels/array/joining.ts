// Kernels that join arrays, repeat them, or order their axes and blocks anew.
import * as tf from '@tensorflow/tfjs';
import { concat, expand, reshape, slice, transpose } from '../../graph/ops.ts';
import { integers, node, scalar, sizeOf, type Value } from '../../graph/value.ts';
import { emptyValue } from '../dtypes.ts';
import type { Lowerings } from '../lowering.ts';

function joined(values: readonly Value[], axis: number): Value {
  const shapes = values.map(({ shape }) => [...shape]);
  const at = tf.util.parseAxisParam(axis, shapes[0] as number[])[0] as number;
  tf.backend_util.assertParamsConsistent(shapes, at);
  return concat(values, at);
}

function stacked(values: readonly Value[], axis: number): Value {
  const first = values[0] as Value;
  for (const { shape, dtype } of values) {
    const message = 'All tensors passed to stack must have matching';
    tf.util.assertShapesMatch([...first.shape], [...shape], `${message} shapes`);
    tf.util.assert(first.dtype === dtype, () => `${message} dtypes`);
  }
  const shape = [...first.shape];
  const at = axis < 0 ? axis + shape.length + 1 : axis;
  shape.splice(at, 0, 1);
  return concat(
    values.map((value) => reshape(value, shape)),
    at,
  );
}

function tiled(x: Value, reps: readonly number[]): Value {
  const shape = x.shape.map((dim, axis) => dim * (reps[axis] as number));
  if (sizeOf(shape) === 0) return emptyValue(shape, x.dtype);
  const repeatsOnes = x.shape.every((dim, axis) => dim === 1 || reps[axis] === 1);
  if (repeatsOnes) return expand(x, shape);
  return node('Tile', [x, integers(reps)], shape, x.dtype);
}

interface BlockAttributes {
  readonly blockShape: number[];
}

const { getReshaped, getPermuted, getReshapedPermuted, getSliceBeginCoords, getSliceSize } =
  tf.backend_util;

/** Takes the elements of each block apart: they become items of the batch. */
function spaceToBatch(x: Value, attrs: BlockAttributes & { paddings: number[][] }): Value {
  const { blockShape, paddings } = attrs;
  const numRest = x.shape.length - 1 - blockShape.length;
  const margins = [[0, 0], ...paddings, ...Array<number[]>(numRest).fill([0, 0])];
  const shape = x.shape.map(
    (dim, axis) => dim + (margins[axis]?.[0] ?? 0) + (margins[axis]?.[1] ?? 0),
  );
  const pads = integers([0, 1].flatMap((side) => margins.map((margin) => margin[side] as number)));
  const padded = node('Pad', [x, pads, scalar(0, x.dtype)], shape, x.dtype);
  const numInBlock = sizeOf(blockShape);
  const taken = reshape(padded, getReshaped(shape, blockShape, numInBlock, false));
  const order = getPermuted(taken.shape.length, blockShape.length, false);
  return reshape(
    transpose(taken, order),
    getReshapedPermuted(shape, blockShape, numInBlock, false),
  );
}

/** Puts the items of a batch side by side as blocks. */
function batchToSpace(x: Value, attrs: BlockAttributes & { crops: number[][] }): Value {
  const { blockShape, crops } = attrs;
  const shape = [...x.shape];
  const numInBlock = sizeOf(blockShape);
  const taken = reshape(x, getReshaped(shape, blockShape, numInBlock));
  const order = getPermuted(taken.shape.length, blockShape.length);
  const whole = getReshapedPermuted(shape, blockShape, numInBlock);
  const begin = getSliceBeginCoords(crops, blockShape.length);
  const size = getSliceSize(whole, crops, blockShape.length);
  return slice(reshape(transpose(taken, order), whole), begin, size);
}

/** Channels become blocks of pixels. */
function depthToSpace(x: Value, attrs: { blockSize: number; dataFormat: string }): Value {
  const { blockSize: block, dataFormat } = attrs;
  const isLast = dataFormat === 'NHWC';
  const [n, a, b, c] = x.shape as [number, number, number, number];
  const [height, width, depth] = isLast ? [a, b, c / block ** 2] : [b, c, a / block ** 2];
  if (isLast) {
    const taken = reshape(x, [n, height, width, block, block, depth]);
    const shape = [n, height * block, width * block, depth];
    return reshape(transpose(taken, [0, 1, 3, 2, 4, 5]), shape);
  }
  const taken = reshape(x, [n, block, block, depth, height, width]);
  const shape = [n, depth, height * block, width * block];
  return reshape(transpose(taken, [0, 3, 4, 1, 5, 2]), shape);
}

export const joining: Lowerings = {
  BatchToSpaceND: ({ x }, attrs: BlockAttributes & { crops: number[][] }) =>
    batchToSpace(x as Value, attrs),
  BroadcastTo: ({ x }, { shape }: { shape: number[] }) => expand(x as Value, shape),
  Concat: (inputs, { axis }: { axis: number }) => joined(Object.values(inputs), axis),
  DepthToSpace: ({ x }, attrs: { blockSize: number; dataFormat: string }) =>
    depthToSpace(x as Value, attrs),
  Pack: (inputs, { axis }: { axis: number }) => stacked(Object.values(inputs), axis),
  SpaceToBatchND: ({ x }, attrs: BlockAttributes & { paddings: number[][] }) =>
    spaceToBatch(x as Value, attrs),
  Tile: ({ x }, { reps }: { reps: number[] }) => tiled(x as Value, reps),
  Transpose: ({ x }, { perm }: { perm: number[] }) => transpose(x as Value, perm),
};
