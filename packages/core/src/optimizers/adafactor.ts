// Adafactor: Adam's scaling from the sums of rows and columns alone.
import * as tf from '@tensorflow/tfjs';
import {
  defineOptimizer,
  type OptimizerFactory,
  type OptimizerOptions,
} from './defineOptimizer.ts';
import { rootMeanSquare } from './ruleMath.ts';
import { type UpdateRule, zeroSlot } from './updateRule.ts';

/** The options of `adafactor`. */
export interface AdafactorOptions extends OptimizerOptions {
  /** How the share of old mean squares grows, `1 - t ** beta2Decay`; at most 0, default -0.8. */
  readonly beta2Decay?: number;
  /** Added to squared gradients; at least 0, default 1e-30. */
  readonly epsilon1?: number;
  /** The step is in proportion to the root mean square of the weights or to this; default 0.001. */
  readonly epsilon2?: number;
  /** Steps with a larger root mean square are shrunk to it; above 0, default 1. */
  readonly clipThreshold?: number;
}

type AdafactorValues = Readonly<
  Record<'beta2Decay' | 'epsilon1' | 'epsilon2' | 'clipThreshold', number>
>;

/** A matrix keeps means of its rows and columns, a vector the means themselves. */
type AdafactorSlots = {
  readonly rows?: tf.Tensor;
  readonly columns?: tf.Tensor;
  readonly velocity?: tf.Tensor;
};

/**
 * Adafactor, for large embeddings and Transformers: a matrix [rows, columns] needs rows + columns
 * numbers of memory instead of Adam's two matrices.
 *
 * With `b = 1 - t ** beta2Decay` the mean squares of rows and of columns (the last two axes) move
 * towards those of the gradient, and `v = rows * columns / mean(rows)`; a vector keeps v itself.
 * `u = g / sqrt(v)`, shrunk to root mean square `clipThreshold`;
 * `w -= max(epsilon2, rms(w)) * min(learningRate, 1 / sqrt(t)) * u`.
 *
 * @param options defaults are those of Keras, whose `relative_step` changes nothing and is left
 * out; learningRate 0.001
 * @throws {ValueError} when an option is unknown or out of its range
 * @example adafactor({ learningRate: 0.01 })
 * @see Shazeer and Stern, "Adafactor: adaptive learning rates with sublinear memory cost", ICML
 * 2018
 */
export const adafactor: OptimizerFactory<AdafactorOptions> = defineOptimizer({
  name: 'adafactor',
  className: 'DlqrAdafactor',
  learningRate: 1e-3,
  defaults: { beta2Decay: -0.8, epsilon1: 1e-30, epsilon2: 1e-3, clipThreshold: 1 },
  ranges: {
    beta2Decay: { most: 0 },
    epsilon1: { least: 0 },
    epsilon2: { least: 0 },
    clipThreshold: { above: 0 },
  },
  rule: adafactorRule,
});

function adafactorRule(values: AdafactorValues): UpdateRule<AdafactorSlots> {
  const { beta2Decay, epsilon1, epsilon2, clipThreshold } = values;
  return {
    slots: (shape) =>
      shape.length < 2
        ? { velocity: zeroSlot(shape) }
        : {
            rows: zeroSlot(shape.slice(0, -1)),
            columns: zeroSlot([...shape.slice(0, -2), ...shape.slice(-1)]),
          },
    prepare: ({ learningRate, updateNumber }) => {
      const rest = tf.pow(updateNumber, beta2Decay);
      const keep = tf.sub(1, rest);
      const blend = (old: tf.Tensor, value: tf.Tensor): tf.Tensor =>
        tf.add(tf.mul(old, keep), tf.mul(value, rest));
      const rate = tf.minimum(learningRate, tf.rsqrt(updateNumber));
      return {
        update: (value, gradient, slots) => {
          const squares = tf.add(tf.square(gradient), epsilon1);
          const moved = movedSlots(slots, squares, blend);
          const scaled = tf.div(gradient, tf.sqrt(velocityOf(moved)));
          const excess = tf.maximum(tf.div(rootMeanSquare(scaled), clipThreshold), 1);
          const size = tf.mul(tf.maximum(rootMeanSquare(value), epsilon2), rate);
          return { value: tf.sub(value, tf.mul(tf.div(scaled, excess), size)), slots: moved };
        },
      };
    },
  };
}

function movedSlots(
  { rows, columns, velocity }: AdafactorSlots,
  squares: tf.Tensor,
  blend: (old: tf.Tensor, value: tf.Tensor) => tf.Tensor,
): AdafactorSlots {
  return {
    ...(rows && { rows: blend(rows, tf.mean(squares, -1)) }), // [..., rows]
    ...(columns && { columns: blend(columns, tf.mean(squares, -2)) }), // [..., columns]
    ...(velocity && { velocity: blend(velocity, squares) }),
  };
}

function velocityOf({ rows, columns, velocity }: AdafactorSlots): tf.Tensor {
  if (!rows || !columns) return velocity as tf.Tensor;
  const shares = tf.div(rows, tf.mean(rows, -1, true)); // [..., rows]
  return tf.mul(tf.expandDims(shares, -1), tf.expandDims(columns, -2)); // [..., rows, columns]
}
