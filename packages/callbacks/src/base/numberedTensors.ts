// Lists of tensors as a checkpoint holds them: by their number.
import type * as tf from '@tensorflow/tfjs';

/** A list of tensors, or none, by number; the tensors stay whose they are. */
export function toNumbered(tensors: readonly tf.Tensor[] | null): Record<string, tf.Tensor> {
  return Object.fromEntries((tensors ?? []).map((tensor, number) => [number, tensor] as const));
}

/** The list that `toNumbered` was given. */
export function fromNumbered(
  tensors: Readonly<Record<string, tf.Tensor>> = {},
): readonly tf.Tensor[] | null {
  const numbers = Object.keys(tensors).sort((a, b) => Number(a) - Number(b));
  if (numbers.length === 0) return null;
  return numbers.map((number) => tensors[number] as tf.Tensor);
}
