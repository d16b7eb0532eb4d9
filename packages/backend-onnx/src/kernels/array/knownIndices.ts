// What is known of indices before a graph runs.
import * as tf from '@tensorflow/tfjs';
import type { Value } from '../../graph/value.ts';

/** The length of the shortest axis from which somebody gathered with these indices. */
const gatheredFrom = new WeakMap<Value, number>();

/** Keeps in mind that a graph fails where these indices do not fit an axis of that length. */
export function noteGathered(indices: Value, length: number): void {
  const source = unreshaped(indices);
  gatheredFrom.set(source, Math.min(length, gatheredFrom.get(source) ?? length));
}

/** Whether all of the indices surely lie below `length`, counted from either end. */
export function surelyFit(indices: Value, length: number): boolean {
  const known = gatheredFrom.get(unreshaped(indices));
  if (known !== undefined && known <= length) return true;
  const { data } = indices;
  return data instanceof Int32Array && data.every((index) => index >= 0 && index < length);
}

function unreshaped(value: Value): Value {
  let source = value;
  while (source.producer?.operator === 'Reshape') source = source.producer.inputs[0] as Value;
  return source;
}

/** Refuses indices that are known already and do not fit, as TensorFlow.js does. */
export function checkIndices(kernel: string, indices: Value, length: number): void {
  checkCoordinates(kernel, indices, [length]);
}

/** Refuses coordinates that are known already and lie outside; those of a point follow each other. */
export function checkCoordinates(kernel: string, { data }: Value, shape: readonly number[]): void {
  if (!(data instanceof Int32Array)) return;
  data.forEach((index, position) => {
    const axis = position % shape.length;
    const length = shape[axis] as number;
    tf.util.assert(
      index >= 0 && index < length,
      () => `${kernel}: the index value ${index} is not in [0, ${length - 1}], axis ${axis}`,
    );
  });
}
