// The shapes of data that every metric takes; knows tensors by their two members, not by TensorFlow.js.

/** Anything with a shape and a way to read its numbers row by row, such as a `tf.Tensor`. */
export interface TensorLike {
  readonly shape: readonly number[];
  dataSync(): ArrayLike<number>;
}

/** Numbers as an array, a typed array, an array of rows, or a tensor: [samples] or [samples, columns]. */
export type NumericInput = ArrayLike<number> | readonly ArrayLike<number>[] | TensorLike;

/** The name of a class: a whole number or a text. */
export type Label = number | string;

/** One label per sample, [samples] or [samples, 1]: whole numbers or texts, not both. */
export type LabelInput = NumericInput | readonly Label[];

/** Whether a value is a tensor as far as metrics go. */
export function isTensorLike(value: unknown): value is TensorLike {
  return (
    typeof value === 'object' &&
    value !== null &&
    'shape' in value &&
    Array.isArray(value.shape) &&
    'dataSync' in value &&
    typeof value.dataSync === 'function'
  );
}
