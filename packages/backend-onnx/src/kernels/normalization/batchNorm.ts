// Batch normalization with means and variances that are given.
import { add, multiply, subtract, unary } from '../../graph/ops.ts';
import { scalar, type Value } from '../../graph/value.ts';
import { asFloat } from '../dtypes.ts';

/**
 * (x - mean) * scale / sqrt(variance + epsilon) + offset. The statistics have one axis, the channels,
 * or as many as x.
 *
 * The difference comes first: it loses nothing where the mean is large, and both the moments and the
 * gradient compute the same one.
 */
export function batchNorm(
  { x, mean, variance, offset, scale }: Readonly<Record<string, Value | undefined>>,
  { varianceEpsilon }: { readonly varianceEpsilon: number },
): Value {
  const deviation = unary('Sqrt', add(asFloat(variance as Value), scalar(varianceEpsilon)));
  const inverse = unary('Reciprocal', deviation);
  const factor = scale ? multiply(inverse, asFloat(scale)) : inverse;
  const centered = subtract(asFloat(x as Value), asFloat(mean as Value));
  const scaled = multiply(centered, factor);
  return offset ? add(scaled, asFloat(offset)) : scaled;
}
