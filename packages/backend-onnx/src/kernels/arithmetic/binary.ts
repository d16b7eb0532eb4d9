// Elementwise arithmetic with two arrays.
import * as tf from '@tensorflow/tfjs';
import {
  add,
  binary,
  broadcastShape,
  cast,
  divide,
  equal,
  less,
  multiply,
  reduce,
  reshape,
  subtract,
  unary,
  where,
} from '../../graph/ops.ts';
import { integers, node, scalar, type Value } from '../../graph/value.ts';
import { asFloat, asNumber, castLike, commonDtype } from '../dtypes.ts';
import type { Lowering, Lowerings } from '../lowering.ts';

type Compute = (a: Value, b: Value) => Value;

/** Computes in the wider type of the two, and answers in that of the first. */
function two(compute: Compute): Lowering {
  return (inputs) => {
    const [a, b] = operands(inputs.a as Value, inputs.b as Value);
    return castLike(compute(a, b), (inputs.a as Value).dtype);
  };
}

const operator =
  (name: string): Compute =>
  (a, b) =>
    binary(name, a, b);

/** Two arrays in a common type. */
export function operands(a: Value, b: Value): readonly [Value, Value] {
  tf.backend_util.assertAndGetBroadcastShape([...a.shape], [...b.shape]);
  const dtype = commonDtype(a, b);
  return [cast(a, dtype), cast(b, dtype)];
}

/**
 * The quotient in double precision, as JavaScript computes it: exact for int32, and an infinity or
 * NaN where the divisor is 0, which become 0 as integers.
 */
function exactQuotient(a: Value, b: Value): Value {
  return divide(cast(a, 'float64'), cast(b, 'float64'));
}

function realDivide(a: Value, b: Value): Value {
  return a.dtype === 'int32' ? castLike(exactQuotient(a, b), 'int32') : divide(a, b);
}

function floorDivide(a: Value, b: Value): Value {
  return castLike(unary('Floor', exactQuotient(a, b)), 'int32');
}

/** The remainder with the sign of the divisor. */
function modulo(a: Value, b: Value): Value {
  if (a.dtype === 'int32') {
    const multiple = multiply(unary('Floor', exactQuotient(a, b)), cast(b, 'float64'));
    return castLike(subtract(cast(a, 'float64'), multiple), 'int32');
  }
  const shape = broadcastShape(a.shape, b.shape);
  const remainder = node('Mod', [a, b], shape, a.dtype, { fmod: 1 });
  const hasOtherSign = less(multiply(remainder, b), scalar(0));
  return where(hasOtherSign, add(remainder, b), remainder);
}

function power(a: Value, b: Value): Value {
  if (a.dtype !== 'int32') return binary('Pow', a, b);
  return castLike(binary('Pow', cast(a, 'float64'), cast(b, 'float64')), 'int32');
}

/** The angle of (x, y), from that of (|x|, y): a quotient by -0 would turn it around. */
function atan2(y: Value, x: Value): Value {
  const zero = scalar(0);
  const bothZero = binary('And', equal(y, zero), equal(x, zero));
  const angle = unary('Atan', divide(y, unary('Abs', x)));
  const halfTurn = where(less(y, zero), scalar(-Math.PI), scalar(Math.PI));
  const turned = where(less(x, zero), subtract(halfTurn, angle), angle);
  return where(bothZero, zero, turned);
}

/** The 32 bits of integers, as 0 and 1 along a last axis. */
function bits(x: Value): Value {
  const unsigned = binary('Mod', cast(x, 'int64'), scalar(2 ** 32, 'int64'));
  const shifted = divide(reshape(unsigned, [...x.shape, 1]), POWERS_OF_TWO);
  return binary('Mod', shifted, scalar(2, 'int64'));
}

const POWERS_OF_TWO = integers(Array.from({ length: 32 }, (_, bit) => 2 ** bit));

/** Bit by bit: the operator set that is written has no operator for it. */
function bitwiseAnd(a: Value, b: Value): Value {
  const both = multiply(multiply(bits(a), bits(b)), POWERS_OF_TWO);
  return cast(reduce('ReduceSum', both, [both.shape.length - 1]), 'int32');
}

function squaredDifference(a: Value, b: Value): Value {
  const difference = subtract(a, b);
  return multiply(difference, difference);
}

function addN(terms: readonly Value[]): Value {
  const [first, ...others] = terms as [Value, ...Value[]];
  if (first.dtype === 'float32' && terms.length > 2) {
    return node('Sum', terms, first.shape, first.dtype);
  }
  return castLike(others.map(asNumber).reduce(add, asNumber(first)), first.dtype);
}

export const binaryArithmetic: Lowerings = {
  Add: two(add),
  AddN: (inputs) => addN(Object.values(inputs)),
  Atan2: two((a, b) => atan2(asFloat(a), asFloat(b))),
  BitwiseAnd: two(bitwiseAnd),
  FloorDiv: (inputs) => floorDivide(...operands(inputs.a as Value, inputs.b as Value)),
  Maximum: two(operator('Max')),
  Minimum: two(operator('Min')),
  Mod: two(modulo),
  Multiply: two(multiply),
  Pow: two(power),
  RealDiv: two(realDivide),
  SquaredDifference: two(squaredDifference),
  Sub: two(subtract),
};
