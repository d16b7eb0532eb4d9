// RMSprop: the gradient divided by the root of its mean square of late.
import * as tf from '@tensorflow/tfjs';
import {
  defineOptimizer,
  type OptimizerFactory,
  type OptimizerOptions,
} from './defineOptimizer.ts';
import { decayedSum } from './ruleMath.ts';
import { type UpdateRule, zeroSlot } from './updateRule.ts';

/** The options of `rmsprop`. */
export interface RmspropOptions extends OptimizerOptions {
  /** The share of the old mean square in the new one; at least 0, below 1, default 0.9. */
  readonly rho?: number;
  /** The share of the last step that is taken again; 0 to 1, default 0. */
  readonly momentum?: number;
  /** Added to the mean square, inside the root; at least 0, default 1e-7. */
  readonly epsilon?: number;
  /** Whether to divide by the standard deviation instead of the root mean square; default false. */
  readonly centered?: boolean;
}

type RmspropValues = Readonly<Record<'rho' | 'momentum' | 'epsilon', number>> & {
  readonly centered: boolean;
};
type RmspropSlots = {
  readonly velocity: tf.Tensor;
  readonly momentum?: tf.Tensor;
  readonly averageGradient?: tf.Tensor;
};

/**
 * RMSprop, the choice of many recurrent nets and of deep Q-learning.
 *
 * `v = rho * v + (1 - rho) * g²`, `step = learningRate * g / sqrt(v + epsilon)`; centered, v is
 * lessened by the square of the mean gradient. With momentum `m = momentum * m + step`, `w -= m`,
 * else `w -= step`. TensorFlow.js's centered form subtracts epsilon, and fails at the first zero
 * gradient; this one adds it.
 *
 * @param options defaults are those of Keras; learningRate 0.001
 * @throws {ValueError} when an option is unknown or out of its range
 * @example rmsprop({ learningRate: 2.5e-4, rho: 0.95, epsilon: 0.01, centered: true })
 * @see Tieleman and Hinton, "Lecture 6.5 - RMSProp", 2012; centered: Graves, "Generating sequences
 * with recurrent neural networks", 2013
 */
export const rmsprop: OptimizerFactory<RmspropOptions> = defineOptimizer({
  name: 'rmsprop',
  className: 'DlqrRMSprop',
  learningRate: 1e-3,
  defaults: { rho: 0.9, momentum: 0, epsilon: 1e-7, centered: false },
  ranges: { rho: { least: 0, below: 1 }, momentum: { least: 0, most: 1 }, epsilon: { least: 0 } },
  rule: rmspropRule,
});

function rmspropRule({
  rho,
  momentum: keep,
  epsilon,
  centered,
}: RmspropValues): UpdateRule<RmspropSlots> {
  return {
    slots: (shape) => ({
      velocity: zeroSlot(shape),
      ...(keep > 0 && { momentum: zeroSlot(shape) }),
      ...(centered && { averageGradient: zeroSlot(shape) }),
    }),
    prepare: ({ learningRate }) => ({
      update: (value, gradient, slots) => {
        const velocity = decayedSum(slots.velocity, tf.square(gradient), rho);
        const averageGradient =
          slots.averageGradient && decayedSum(slots.averageGradient, gradient, rho);
        const variance = averageGradient ? tf.sub(velocity, tf.square(averageGradient)) : velocity;
        const step = tf.div(tf.mul(gradient, learningRate), tf.sqrt(tf.add(variance, epsilon)));
        const momentum = slots.momentum && tf.add(tf.mul(slots.momentum, keep), step);
        return {
          value: tf.sub(value, momentum ?? step),
          slots: {
            velocity,
            ...(momentum && { momentum }),
            ...(averageGradient && { averageGradient }),
          },
        };
      },
    }),
  };
}
