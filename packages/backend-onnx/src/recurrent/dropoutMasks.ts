// Draws the dropout masks of recurrent cells as TensorFlow.js does: the same numbers in the same order.
import * as tf from '@tensorflow/tfjs';
import type { RecurrentCell } from './recurrentLayer.ts';

/** Of the masks that cells with gates draw, one a gate, they only use the first. */
export interface DropoutMasks {
  /** [batch, features] */
  readonly input: tf.Tensor | null;
  /** [batch, units] */
  readonly recurrent: tf.Tensor | null;
}

/**
 * Draws what a training batch needs. The masks belong to the cell, which keeps them until the layer
 * is called again.
 */
export function drawDropoutMasks(
  cell: RecurrentCell,
  batch: number,
  numFeatures: number,
  numGates: number,
): DropoutMasks {
  const draw = (rate: number, size: number): tf.Tensor | tf.Tensor[] | null => {
    if (rate <= 0 || rate >= 1) return null;
    const masks = Array.from({ length: numGates }, () =>
      tf.tidy(() => {
        const ones = tf.ones([batch, size]);
        const mask = cell.dropoutFunc ? cell.dropoutFunc(ones, rate) : tf.dropout(ones, rate);
        return tf.keep(mask.clone());
      }),
    );
    return numGates === 1 ? (masks[0] as tf.Tensor) : masks;
  };
  cell.dropoutMask ??= draw(cell.dropout, numFeatures);
  cell.recurrentDropoutMask ??= draw(cell.recurrentDropout, cell.units);
  const first = (masks: tf.Tensor | tf.Tensor[] | null): tf.Tensor | null =>
    Array.isArray(masks) ? (masks[0] ?? null) : masks;
  return { input: first(cell.dropoutMask), recurrent: first(cell.recurrentDropoutMask) };
}
