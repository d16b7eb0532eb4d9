// Arrays that a lowering works out on the host.
import { constant, type Dtype, hostArray, hostValue, sizeOf, type Value } from '../graph/value.ts';

/** Constants up to this size are told apart by their numbers, larger ones by who made them. */
const MAX_CONSTANT = 64;

/**
 * An array of numbers that are known while recording.
 *
 * A small one is written into the program. A larger one is an input of it: it would be another
 * program each time otherwise.
 */
export function known(shape: readonly number[], dtype: Dtype, numbers: ArrayLike<number>): Value {
  const make = sizeOf(shape) <= MAX_CONSTANT ? constant : hostValue;
  return make(shape, dtype, hostArray(dtype, numbers));
}
