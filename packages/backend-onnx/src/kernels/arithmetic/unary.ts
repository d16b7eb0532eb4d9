// Elementwise functions of one array.
import { add, cast, divide, greater, less, multiply, subtract, unary } from '../../graph/ops.ts';
import { type Dtype, node, scalar, type Value } from '../../graph/value.ts';
import { asFloat, asNumber, castLike } from '../dtypes.ts';
import type { Lowering, Lowerings } from '../lowering.ts';

type Compute = (x: Value) => Value;

/** Computes in float32, and answers in the type of the argument. */
export function ofFloats(compute: Compute): Lowering {
  return ({ x }) => castLike(compute(asFloat(x as Value)), (x as Value).dtype);
}

/** Computes in float32 or int32, and answers in the type of the argument. */
export function ofNumbers(compute: Compute): Lowering {
  return ({ x }) => castLike(compute(asNumber(x as Value)), (x as Value).dtype);
}

/** Leaves integers as they are. */
const rounding =
  (operator: string): Lowering =>
  ({ x }) =>
    x?.dtype === 'float32' ? unary(operator, x) : (x as Value);

const operator =
  (name: string): Compute =>
  (x) =>
    unary(name, x);

/** Functions that ONNX has under the same name. */
const SAME_NAME = [
  ...['Acos', 'Acosh', 'Asin', 'Asinh', 'Atan', 'Atanh', 'Cos', 'Cosh', 'Erf', 'Log'],
  ...['Reciprocal', 'Sigmoid', 'Sin', 'Sinh', 'Softplus', 'Sqrt', 'Tanh'],
];

/** log(1 + x), with what rounding 1 + x has lost put back: exact for small x too. */
function log1p(x: Value): Value {
  const one = scalar(1);
  // Beyond these bounds nothing is lost, and infinities would make NaN of the correction.
  const bounded = node('Clip', [x, scalar(-0.999), scalar(1e6)], x.shape, x.dtype);
  const sum = add(bounded, one);
  const lost = subtract(bounded, subtract(sum, one));
  return add(unary('Log', add(x, one)), divide(lost, sum));
}

/** exp(x) - 1 as tanh(x/2) (exp(x) + 1): exact for small x too. */
function expm1(x: Value): Value {
  const half = unary('Tanh', multiply(x, scalar(0.5)));
  return multiply(half, add(unary('Exp', x), scalar(1)));
}

function clip(x: Value, least: number, most: number): Value {
  if (x.dtype === 'float32') {
    return node('Clip', [x, scalar(least), scalar(most)], x.shape, x.dtype);
  }
  const bound = (value: number): Value =>
    scalar(Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, Math.trunc(value))), 'int32');
  return node('Clip', [x, bound(least), bound(most)], x.shape, x.dtype);
}

/**
 * 1 for positive x, else alpha; NaN for NaN.
 *
 * With the largest slope `HardSigmoid`, which is min(max(slope x, 0), 1), is a step in one operator.
 */
function step(x: Value, alpha: number): Value {
  const attributes = { alpha: { float: MAX_FLOAT32 }, beta: { float: 0 } };
  const isPositive = unary('HardSigmoid', x, attributes);
  if (alpha === 0) return isPositive;
  return add(multiply(isPositive, scalar(1 - alpha)), scalar(alpha));
}

const MAX_FLOAT32 = (2 - 2 ** -23) * 2 ** 127;

/** -1, 0 or 1; 0 for NaN. */
function sign(x: Value): Value {
  if (x.dtype !== 'float32') return unary('Sign', x);
  return subtract(asFloat(greater(x, scalar(0))), asFloat(less(x, scalar(0))));
}

/** Integers in double precision, as in JavaScript. */
function exponential(x: Value): Value {
  if (x.dtype === 'float32') return unary('Exp', x);
  return cast(unary('Exp', cast(x, 'float64')), 'float32');
}

/** In double precision: near its poles a float32 differs from what JavaScript gives. */
function tangent(x: Value): Value {
  const exact = cast(x, 'float64');
  return cast(divide(unary('Sin', exact), unary('Cos', exact)), 'float32');
}

function castTo(x: Value, dtype: string): Value | null {
  return dtype === 'float32' || dtype === 'int32' || dtype === 'bool'
    ? castLike(x, dtype as Dtype)
    : null;
}

export const unaryFunctions: Lowerings = {
  ...Object.fromEntries(SAME_NAME.map((name) => [name, ofFloats(operator(name))])),
  Abs: ofNumbers(operator('Abs')),
  Cast: ({ x }, { dtype }: { dtype: string }) => castTo(x as Value, dtype),
  Ceil: rounding('Ceil'),
  ClipByValue: ({ x }, attrs: { clipValueMin: number; clipValueMax: number }) =>
    ofNumbers((values) => clip(values, attrs.clipValueMin, attrs.clipValueMax))(
      { x: x as Value },
      {},
    ),
  Exp: ({ x }) => exponential(x as Value),
  Expm1: ofFloats(expm1),
  Floor: rounding('Floor'),
  Log1p: ofFloats(log1p),
  Neg: ofNumbers(operator('Neg')),
  Round: rounding('Round'),
  Rsqrt: ofFloats((x) => unary('Reciprocal', unary('Sqrt', x))),
  Sign: ofNumbers(sign),
  Square: ofNumbers((x) => multiply(x, x)),
  Step: ({ x }, { alpha }: { alpha: number }) =>
    ofFloats((values) => step(values, alpha))({ x: x as Value }, {}),
  Tan: ofFloats(tangent),
};
