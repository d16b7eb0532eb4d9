// Element types as TensorFlow.js counts with them: booleans as integers, fractions cut off.
import { add, cast } from '../graph/ops.ts';
import { constant, type Dtype, scalar, type Value, zeros } from '../graph/value.ts';

const TWO_TO_THE_32 = scalar(2 ** 32, 'int64');

/**
 * The same numbers in another type, converted as JavaScript converts them.
 *
 * On the way to int32 fractions pass through int64: NaN and infinities become 0 and what is too
 * large wraps, where a direct `Cast` gives the least integer. onnxruntime would make a direct one of
 * two in a row, at every optimization level: the sum between them keeps the lower 32 bits.
 */
export function castLike(x: Value, dtype: Dtype): Value {
  const isFraction = x.dtype === 'float32' || x.dtype === 'float64';
  return isFraction && dtype === 'int32'
    ? cast(add(cast(x, 'int64'), TWO_TO_THE_32), dtype)
    : cast(x, dtype);
}

/** As float32, in which most functions are computed. */
export function asFloat(x: Value): Value {
  return cast(x, 'float32');
}

/** As a type that arithmetic works in: booleans count as 0 and 1. */
export function asNumber(x: Value): Value {
  return x.dtype === 'bool' ? cast(x, 'int32') : x;
}

/** The wider of two types, and int32 for booleans: what two arrays are brought to. */
export function commonDtype(a: Value, b: Value): Dtype {
  return a.dtype === 'float32' || b.dtype === 'float32' ? 'float32' : 'int32';
}

/** An array without elements. */
export function emptyValue(shape: readonly number[], dtype: Dtype): Value {
  return constant(shape, dtype, zeros(dtype, 0));
}
