// Kernels that make arrays: of one number, of rows of numbers, of ones at given places.
import * as tf from '@tensorflow/tfjs';
import { add, cast, equal, expand, multiply, reshape, slice } from '../../graph/ops.ts';
import {
  type Dtype,
  integers,
  node,
  scalar,
  sizeOf,
  type Value,
  zeros,
} from '../../graph/value.ts';
import { castLike, emptyValue } from '../dtypes.ts';
import { known } from '../known.ts';
import type { Lowering, Lowerings } from '../lowering.ts';

/** Arrays up to this size are written out: they can be read without running a graph. */
const MAX_WRITTEN = 64;

/** An array of one number. */
export function filled(shape: readonly number[], value: number, dtype: Dtype): Value {
  const size = sizeOf(shape);
  if (size > MAX_WRITTEN) return expand(scalar(value, dtype), shape);
  return known(shape, dtype, Array<number>(size).fill(value));
}

/** 0, 1, …, length - 1. */
export function indicesTo(length: number): Value {
  const inputs = [0, length, 1].map((value) => scalar(value, 'int32'));
  return node('Range', inputs, [length], 'int32');
}

const like =
  (value: number): Lowering =>
  ({ x }) =>
    filled((x as Value).shape, value, (x as Value).dtype);

interface FillAttributes {
  readonly shape: readonly number[];
  readonly value: number | boolean | string;
  readonly dtype?: tf.DataType;
}

function fill({ shape, value, dtype }: FillAttributes): Value | null {
  const wanted = dtype ?? tf.util.inferDtype(value);
  if (wanted === 'string' || wanted === 'complex64') return null;
  return filled(shape, Number(value), wanted);
}

interface RangeAttributes {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  readonly dtype: 'float32' | 'int32';
}

/** Numbers from `start` on, before `stop`; counts down by itself where `stop` is less. */
function range({ start, stop, step, dtype }: RangeAttributes): Value {
  const isEmpty = start === stop || (start < stop && step < 0) || (stop < start && step > 1);
  if (isEmpty) return emptyValue([0], dtype);
  const length = Math.abs(Math.ceil((stop - start) / step));
  return sequence(length, start, stop < start && step === 1 ? -1 : step, dtype);
}

function sequence(length: number, start: number, step: number, dtype: Dtype): Value {
  const numbers = zeros(dtype, length) as Float32Array | Int32Array;
  numbers[0] = start;
  for (let index = 1; index < length; index += 1) {
    numbers[index] = (numbers[index - 1] as number) + step;
  }
  return known([length], dtype, numbers);
}

interface OneHotAttributes {
  readonly depth: number;
  readonly onValue: number;
  readonly offValue: number;
  readonly dtype?: Dtype;
}

/** Ones where the last axis counts up to the index; unlike ONNX's own, none for negative ones. */
function oneHot(indices: Value, attrs: OneHotAttributes): Value {
  const { depth, onValue, offValue, dtype = 'int32' } = attrs;
  const column = reshape(indices, [...indices.shape, 1]);
  const isOn = equal(column, indicesTo(depth));
  if (onValue === 1 && offValue === 0) return cast(isOn, dtype);
  const scaled = multiply(cast(isOn, 'float32'), scalar(onValue - offValue));
  return castLike(add(scaled, scalar(offValue)), dtype);
}

/** A matrix with the array on its diagonal: rows one longer than they are, cut off at the end. */
function diagonal(x: Value): Value {
  const { size, shape, dtype } = x;
  const column = reshape(x, [size, 1]);
  const pads = integers([0, 0, 0, size]);
  const padded = node('Pad', [column, pads, scalar(0, dtype)], [size, size + 1], dtype);
  const flat = slice(reshape(padded, [size * (size + 1)]), [0], [size * size]);
  return reshape(flat, [...shape, ...shape]);
}

export const making: Lowerings = {
  Diag: ({ x }) => diagonal(x as Value),
  Fill: (_, attrs: FillAttributes) => fill(attrs),
  LinSpace: (_, { start, stop, num }: { start: number; stop: number; num: number }) =>
    sequence(num, start, (stop - start) / (num - 1), 'float32'),
  OneHot: ({ indices }, attrs: OneHotAttributes) => oneHot(indices as Value, attrs),
  OnesLike: like(1),
  Range: (_, attrs: RangeAttributes) => range(attrs),
  ZerosLike: like(0),
};
