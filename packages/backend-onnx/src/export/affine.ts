// Numbers that grow with the batch size: `factor * batch + offset`.
import type { Dim } from '../runtime/serialize.ts';

export interface Affine {
  readonly factor: number;
  readonly offset: number;
}

/**
 * The whole numbers through the points (batches[i], values[i]); null where there are none.
 *
 * Three points or more make sure that the numbers do not merely happen to lie on a line.
 */
export function fitAffine(batches: readonly number[], values: readonly number[]): Affine | null {
  const [batch = 0, ...furtherBatches] = batches;
  const [value = 0, ...furtherValues] = values;
  if (furtherValues.every((further) => further === value)) return { factor: 0, offset: value };
  const factor = ((furtherValues[0] ?? 0) - value) / ((furtherBatches[0] ?? 0) - batch);
  const offset = value - factor * batch;
  const fits = values.every((each, index) => each === factor * (batches[index] ?? 0) + offset);
  return Number.isSafeInteger(factor) && fits ? { factor, offset } : null;
}

/** As a dimension: a size, or the name of one: `batch`, `3*batch`, `batch+1`. */
export function dimOf({ factor, offset }: Affine): Dim {
  if (factor === 0) return offset;
  const product = factor === 1 ? 'batch' : `${factor}*batch`;
  if (offset === 0) return product;
  return offset > 0 ? `${product}+${offset}` : `${product}${offset}`;
}
