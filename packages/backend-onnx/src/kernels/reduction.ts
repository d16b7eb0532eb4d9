// Kernels that sum, multiply, compare or accumulate along axes.
import * as tf from '@tensorflow/tfjs';
import {
  cast,
  concat,
  equal,
  expand,
  multiply,
  reduce,
  slice,
  unary,
  where,
} from '../graph/ops.ts';
import { node, scalar, type Value } from '../graph/value.ts';
import { asFloat, asNumber } from './dtypes.ts';
import type { Lowering, Lowerings } from './lowering.ts';

interface ReductionAttributes {
  readonly axis?: number | number[];
  /** What `Max` calls its axes. */
  readonly reductionIndices?: number | number[];
  readonly keepDims?: boolean;
}

/** Axes counted from the front; all of them where none are given. */
function axesOf({ axis, reductionIndices }: ReductionAttributes, { shape }: Value): number[] {
  return tf.util.parseAxisParam(axis ?? reductionIndices ?? [...shape.keys()], [...shape]);
}

/**
 * A reduction over axes.
 *
 * @param prepare brings the array into the type to compute in
 * @param finish brings the result into the type that TensorFlow.js gives it
 */
function over(
  operator: string,
  prepare: (x: Value) => Value,
  finish: (result: Value, x: Value) => Value = (result) => result,
): Lowering {
  return (inputs, attrs: ReductionAttributes) => {
    const x = inputs.x as Value;
    const axes = axesOf(attrs, x);
    return finish(reduce(operator, prepare(x), axes, attrs.keepDims), x);
  };
}

const asBytes = (x: Value): Value => cast(cast(x, 'bool'), 'uint8');
const sameDtype = (result: Value, { dtype }: Value): Value => cast(result, dtype);

/** The greatest or least number along axes; NaN where there is one, which onnxruntime overlooks. */
function extreme(operator: string): Lowering {
  return (inputs, attrs: ReductionAttributes) => {
    const x = inputs.x as Value;
    const axes = axesOf(attrs, x);
    const result = cast(reduce(operator, asNumber(x), axes, attrs.keepDims), x.dtype);
    if (x.dtype !== 'float32' || axes.length === 0) return result;
    const bounded = node('Clip', [x, scalar(-1), scalar(1)], x.shape, x.dtype);
    const sum = reduce('ReduceSum', bounded, axes, attrs.keepDims);
    return where(unary('IsNaN', sum, {}, 'bool'), sum, result);
  };
}

/**
 * Where along an axis the greatest or least number stands.
 *
 * @param worst never found: what NaN counts as
 */
function indexOf(operator: string, worst: number): Lowering {
  return (inputs, attrs: ReductionAttributes) => {
    const x = asNumber(inputs.x as Value);
    if (x.shape.length === 0) return scalar(0, 'int32');
    const axis = axesOf(attrs, x)[0] as number;
    const shape = x.shape.filter((_, index) => index !== axis);
    const numbers = x.dtype === 'float32' ? where(equal(x, x), x, scalar(worst)) : x;
    return cast(node(operator, [numbers], shape, 'int64', { axis, keepdims: 0 }), 'int32');
  };
}

interface AccumulationAttributes {
  readonly axis: number;
  readonly exclusive: boolean;
  readonly reverse: boolean;
}

function accumulation(accumulate: (x: Value, attrs: AccumulationAttributes) => Value): Lowering {
  return (inputs, attrs: AccumulationAttributes) => {
    const x = asNumber(inputs.x as Value);
    if (x.shape.length === 0) return x;
    const axis = axesOf(attrs, x)[0] as number;
    return accumulate(x, { ...attrs, axis });
  };
}

function cumulativeSum(x: Value, { axis, exclusive, reverse }: AccumulationAttributes): Value {
  const flags = { exclusive: exclusive ? 1 : 0, reverse: reverse ? 1 : 0 };
  return node('CumSum', [x, scalar(axis, 'int32')], x.shape, x.dtype, flags);
}

/** Doubles the number of factors at every turn: log2(n) products instead of n. */
function cumulativeProduct(x: Value, { axis, exclusive, reverse }: AccumulationAttributes): Value {
  const length = x.shape[axis] as number;
  /** Moves along the axis and fills up with ones. */
  const shifted = (values: Value, by: number): Value => {
    const shape = values.shape.map((dim, index) => (index === axis ? by : dim));
    const ones = expand(scalar(1, x.dtype), shape);
    const kept = slice(values, [reverse ? by : 0], [length - by], [axis]);
    return concat(reverse ? [kept, ones] : [ones, kept], axis);
  };
  let product = x;
  if (exclusive) {
    const ones = expand(scalar(1, x.dtype), x.shape);
    product = length > 1 ? shifted(x, 1) : ones;
  }
  for (let by = 1; by < length; by *= 2) product = multiply(product, shifted(product, by));
  return product;
}

function softmax(operator: string, x: Value, axis: number): Value {
  return unary(operator, asFloat(x), { axis });
}

export const reduction: Lowerings = {
  All: over('ReduceMin', asBytes, sameDtype),
  Any: over('ReduceMax', asBytes, sameDtype),
  ArgMax: indexOf('ArgMax', Number.NEGATIVE_INFINITY),
  ArgMin: indexOf('ArgMin', Number.POSITIVE_INFINITY),
  Cumprod: accumulation(cumulativeProduct),
  Cumsum: accumulation(cumulativeSum),
  LogSoftmax: ({ logits }, { axis }: { axis: number }) =>
    softmax('LogSoftmax', logits as Value, axis),
  Max: extreme('ReduceMax'),
  Mean: over('ReduceMean', asFloat),
  Min: extreme('ReduceMin'),
  Prod: over('ReduceProd', asNumber),
  Softmax: ({ logits }, { dim }: { dim: number }) => softmax('Softmax', logits as Value, dim),
  Sum: over('ReduceSum', asNumber),
};
