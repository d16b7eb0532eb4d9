// Adamax: Adam scaled by the largest gradient of late instead of a mean square.
import * as tf from '@tensorflow/tfjs';
import {
  defineOptimizer,
  type OptimizerFactory,
  type OptimizerOptions,
} from './defineOptimizer.ts';
import { meanMaturity, movingMean } from './ruleMath.ts';
import { type UpdateRule, zeroSlot } from './updateRule.ts';

/** The options of `adamax`. */
export interface AdamaxOptions extends OptimizerOptions {
  /** The share of the old mean of the gradient in the new one; at least 0, below 1, default 0.9. */
  readonly beta1?: number;
  /** What is left of the largest gradient after a step; at least 0, below 1, default 0.999. */
  readonly beta2?: number;
  /** Added to the largest gradient; at least 0, default 1e-7. */
  readonly epsilon?: number;
}

type AdamaxValues = Readonly<Record<'beta1' | 'beta2' | 'epsilon', number>>;
type AdamaxSlots = { readonly momentum: tf.Tensor; readonly norm: tf.Tensor };

/**
 * Adam in the infinity norm: steadier where gradients are sparse or have outliers.
 *
 * `m += (1 - beta1) * (g - m)`, `u = max(beta2 * u, |g|)`,
 * `w -= learningRate * m / ((1 - beta1 ** t) * (u + epsilon))`.
 *
 * @param options defaults are those of Keras; learningRate 0.001
 * @throws {ValueError} when an option is unknown or out of its range
 * @example adamax({ learningRate: 0.002 })
 * @see Kingma and Ba, "Adam", ICLR 2015, section 7.1
 */
export const adamax: OptimizerFactory<AdamaxOptions> = defineOptimizer({
  name: 'adamax',
  className: 'DlqrAdamax',
  learningRate: 1e-3,
  defaults: { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
  ranges: { beta1: { least: 0, below: 1 }, beta2: { least: 0, below: 1 }, epsilon: { least: 0 } },
  rule: adamaxRule,
});

function adamaxRule({ beta1, beta2, epsilon }: AdamaxValues): UpdateRule<AdamaxSlots> {
  return {
    slots: (shape) => ({ momentum: zeroSlot(shape), norm: zeroSlot(shape) }),
    prepare: ({ learningRate, updateNumber }) => {
      const maturity = meanMaturity(beta1, updateNumber);
      return {
        update: (value, gradient, slots) => {
          const momentum = movingMean(slots.momentum, gradient, beta1);
          const norm = tf.maximum(tf.mul(slots.norm, beta2), tf.abs(gradient));
          const divisor = tf.mul(tf.add(norm, epsilon), maturity);
          return {
            value: tf.sub(value, tf.div(tf.mul(momentum, learningRate), divisor)),
            slots: { momentum, norm },
          };
        },
      };
    },
  };
}
