// Kernels that take parts of arrays, turn them round, or put margins around them.
import * as tf from '@tensorflow/tfjs';
import { concat, reshape, slice, split } from '../../graph/ops.ts';
import { integers, node, scalar, sizeOf, type Value } from '../../graph/value.ts';
import { emptyValue } from '../dtypes.ts';
import type { Lowerings } from '../lowering.ts';

/** What the slicing helpers of TensorFlow.js ask of a tensor. */
function described({ shape, dtype }: Value): tf.Tensor {
  return { shape: [...shape], dtype, rank: shape.length } as tf.Tensor;
}

function part(x: Value, attrs: { begin: number | number[]; size: number | number[] }): Value {
  const [begin, size] = tf.slice_util.parseSliceParams(described(x), attrs.begin, attrs.size) as [
    number[],
    number[],
  ];
  tf.slice_util.assertParamsValid(described(x), begin, size);
  return cut(x, begin, size);
}

/** `size[i]` elements from `begin[i]` on along every axis; only the axes that are cut are named. */
function cut(x: Value, begin: readonly number[], size: readonly number[]): Value {
  if (sizeOf(size) === 0) return emptyValue(size, x.dtype);
  const axes = [...x.shape.keys()].filter((axis) => size[axis] !== x.shape[axis]);
  const of = (values: readonly number[]): number[] => axes.map((axis) => values[axis] as number);
  return axes.length === 0 ? x : slice(x, of(begin), of(size), axes);
}

interface StridedSliceAttributes {
  readonly begin: number[];
  readonly end: number[];
  readonly strides: number[];
  readonly beginMask: number;
  readonly endMask: number;
  readonly ellipsisMask: number;
  readonly newAxisMask: number;
  readonly shrinkAxisMask: number;
}

function stridedPart(x: Value, attrs: StridedSliceAttributes): Value {
  const info = tf.slice_util.sliceInfo(
    [...x.shape],
    attrs.begin,
    attrs.end,
    attrs.strides,
    attrs.beginMask,
    attrs.endMask,
    attrs.ellipsisMask,
    attrs.newAxisMask,
    attrs.shrinkAxisMask,
  );
  if (sizeOf(info.finalShape) === 0) return emptyValue(info.finalShape, x.dtype);
  if (info.isIdentity) return reshape(x, info.finalShape);
  const { begin, end, strides } = info;
  const sizes = tf.slice_util.computeOutShape(begin, end, strides);
  return reshape(slice(x, begin, sizes, [...x.shape.keys()], strides), info.finalShape);
}

/** Parts of the given sizes along an axis; some may have no elements. */
function parts(x: Value, sizes: readonly number[], axis: number): Value[] {
  const present = sizes.filter((size) => size > 0);
  const values = split(x, present, axis).values();
  const nothing = x.shape.map((dim, index) => (index === axis ? 0 : dim));
  return sizes.map((size) =>
    size > 0 ? (values.next().value as Value) : emptyValue(nothing, x.dtype),
  );
}

function splitInto(x: Value, attrs: { numOrSizeSplits: number[] | number; axis: number }): Value[] {
  const axis = tf.util.parseAxisParam(attrs.axis, [...x.shape])[0] as number;
  const sizes = tf.backend_util.prepareSplitSize(described(x), attrs.numOrSizeSplits, axis);
  return parts(x, sizes, axis);
}

function unpack(x: Value, axis: number): Value[] {
  const [at] = tf.util.parseAxisParam(axis, [...x.shape]) as [number];
  const shape = x.shape.filter((_, index) => index !== at);
  const ones = Array<number>(x.shape[at] as number).fill(1);
  return parts(x, ones, at).map((one) => reshape(one, shape));
}

function reversed(x: Value, axes: readonly number[]): Value {
  const present = axes.filter((axis) => (x.shape[axis] as number) > 1);
  if (present.length === 0) return x;
  const sizes = present.map((axis) => x.shape[axis] as number);
  const starts = sizes.map((size) => size - 1);
  return slice(x, starts, sizes, present, Array<number>(present.length).fill(-1));
}

type Paddings = readonly (readonly [number, number])[];

/** Margins around an array; `mode` is that of ONNX. */
function padded(x: Value, paddings: Paddings, mode: string, value: Value | null): Value {
  if (paddings.every(([before, after]) => before === 0 && after === 0)) return x;
  const shape = x.shape.map((dim, axis) => {
    const [before, after] = paddings[axis] as readonly [number, number];
    return before + dim + after;
  });
  const pads = integers([
    ...paddings.map(([before]) => before),
    ...paddings.map(([, after]) => after),
  ]);
  return node('Pad', value ? [x, pads, value] : [x, pads], shape, x.dtype, { mode });
}

/** Margins that mirror the array with its outermost elements, which no mode of `Pad` does. */
function padSymmetrically(x: Value, paddings: Paddings): Value {
  return paddings.reduce((inner, [before, after], axis) => {
    const end = inner.shape[axis] as number;
    const margin = (start: number, size: number): Value[] =>
      size > 0 ? [reversed(slice(inner, [start], [size], [axis]), [axis])] : [];
    return concat([...margin(0, before), inner, ...margin(end - after, after)], axis);
  }, x);
}

function mirrored(x: Value, attrs: { paddings: Paddings; mode: string }): Value {
  return attrs.mode === 'symmetric'
    ? padSymmetrically(x, attrs.paddings)
    : padded(x, attrs.paddings, 'reflect', null);
}

export const slicing: Lowerings = {
  MirrorPad: ({ x }, attrs: { paddings: Paddings; mode: string }) => mirrored(x as Value, attrs),
  PadV2: ({ x }, { paddings, constantValue }: { paddings: Paddings; constantValue: number }) =>
    padded(x as Value, paddings, 'constant', scalar(constantValue, x?.dtype)),
  Reverse: ({ x }, { dims }: { dims: number | number[] }) =>
    reversed(x as Value, tf.util.parseAxisParam(dims, [...(x as Value).shape])),
  Slice: ({ x }, attrs: { begin: number | number[]; size: number | number[] }) =>
    part(x as Value, attrs),
  SplitV: ({ x }, attrs: { numOrSizeSplits: number[] | number; axis: number }) =>
    splitInto(x as Value, attrs),
  StridedSlice: ({ x }, attrs: StridedSliceAttributes) => stridedPart(x as Value, attrs),
  Unpack: ({ value }, { axis }: { axis: number }) => unpack(value as Value, axis),
};
