// LAMB: Adam whose step is in proportion to each layer's weights.
import * as tf from '@tensorflow/tfjs';
import {
  defineOptimizer,
  type OptimizerFactory,
  type OptimizerOptions,
} from './defineOptimizer.ts';
import { lengthOf, meanMaturity, movingMean } from './ruleMath.ts';
import { type UpdateRule, zeroSlot } from './updateRule.ts';

/** The options of `lamb`. */
export interface LambOptions extends OptimizerOptions {
  /** The share of the old mean of the gradient in the new one; at least 0, below 1, default 0.9. */
  readonly beta1?: number;
  /** The same for the mean of the squared gradient; default 0.999. */
  readonly beta2?: number;
  /** Added to the root of the mean square; at least 0, default 1e-7. */
  readonly epsilon?: number;
}

type LambValues = Readonly<Record<'beta1' | 'beta2' | 'epsilon', number>>;
type LambSlots = { readonly momentum: tf.Tensor; readonly velocity: tf.Tensor };

/**
 * LAMB, for batches of thousands: each variable moves by a share of its own length.
 *
 * `r = (m / (1 - beta1 ** t)) / (sqrt(v / (1 - beta2 ** t)) + epsilon)`, m and v as in Adam;
 * `w -= learningRate * |w| / |r| * r`, the quotient being 1 where either length is 0. Weight decay
 * comes before the update, as in Keras, not inside `r` as in the paper.
 *
 * @param options defaults are those of Keras; learningRate 0.001
 * @throws {ValueError} when an option is unknown or out of its range
 * @example lamb({ learningRate: 0.01 })
 * @see You et al., "Large batch optimization for deep learning", ICLR 2020
 */
export const lamb: OptimizerFactory<LambOptions> = defineOptimizer({
  name: 'lamb',
  className: 'DlqrLamb',
  learningRate: 1e-3,
  defaults: { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
  ranges: { beta1: { least: 0, below: 1 }, beta2: { least: 0, below: 1 }, epsilon: { least: 0 } },
  rule: lambRule,
});

function lambRule({ beta1, beta2, epsilon }: LambValues): UpdateRule<LambSlots> {
  return {
    slots: (shape) => ({ momentum: zeroSlot(shape), velocity: zeroSlot(shape) }),
    prepare: ({ learningRate, updateNumber }) => {
      const momentumMaturity = meanMaturity(beta1, updateNumber);
      const velocityMaturity = meanMaturity(beta2, updateNumber);
      return {
        update: (value, gradient, slots) => {
          const momentum = movingMean(slots.momentum, gradient, beta1);
          const velocity = movingMean(slots.velocity, tf.square(gradient), beta2);
          const step = tf.div(
            tf.div(momentum, momentumMaturity),
            tf.add(tf.sqrt(tf.div(velocity, velocityMaturity)), epsilon),
          );
          const rate = tf.mul(trustRatio(lengthOf(value), lengthOf(step)), learningRate);
          return { value: tf.sub(value, tf.mul(step, rate)), slots: { momentum, velocity } };
        },
      };
    },
  };
}

/** The quotient of two lengths, 1 where either is 0; scalars. */
function trustRatio(weights: tf.Tensor, step: tf.Tensor): tf.Tensor {
  const usable = tf.logicalAnd(tf.greater(weights, 0), tf.greater(step, 0));
  return tf.where(usable, tf.div(weights, step), tf.onesLike(weights));
}
