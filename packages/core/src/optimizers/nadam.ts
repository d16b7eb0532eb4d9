// Nadam: Adam with Nesterov's look ahead.
import * as tf from '@tensorflow/tfjs';
import {
  defineOptimizer,
  type OptimizerFactory,
  type OptimizerOptions,
} from './defineOptimizer.ts';
import { meanMaturity, movingMean } from './ruleMath.ts';
import { type UpdateRule, zeroSlot } from './updateRule.ts';

/** The options of `nadam`. */
export interface NadamOptions extends OptimizerOptions {
  /** The share of the old mean of the gradient in the new one; at least 0, below 1, default 0.9. */
  readonly beta1?: number;
  /** The same for the mean of the squared gradient; default 0.999. */
  readonly beta2?: number;
  /** Added to the root of the mean square; at least 0, default 1e-7. */
  readonly epsilon?: number;
}

type NadamValues = Readonly<Record<'beta1' | 'beta2' | 'epsilon', number>>;
type NadamSlots = { readonly momentum: tf.Tensor; readonly velocity: tf.Tensor };

/**
 * Adam whose momentum looks one step ahead; its momentum grows from half of `beta1` at first.
 *
 * With `u(t) = beta1 * (1 - 0.96 ** t / 2)` and `U(t)` the product of `u(1)` to `u(t)`:
 * `w -= learningRate * (u(t+1) * m / (1 - U(t+1)) + (1 - u(t)) * g / (1 - U(t))) / (sqrt(v / (1 -
 * beta2 ** t)) + epsilon)`, m and v as in Adam.
 *
 * @param options defaults are those of Keras; learningRate 0.001
 * @throws {ValueError} when an option is unknown or out of its range
 * @example nadam({ learningRate: 0.002 })
 * @see Dozat, "Incorporating Nesterov momentum into Adam", ICLR workshop 2016
 */
export const nadam: OptimizerFactory<NadamOptions> = defineOptimizer({
  name: 'nadam',
  className: 'DlqrNadam',
  learningRate: 1e-3,
  defaults: { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
  ranges: { beta1: { least: 0, below: 1 }, beta2: { least: 0, below: 1 }, epsilon: { least: 0 } },
  rule: nadamRule,
});

function nadamRule({ beta1, beta2, epsilon }: NadamValues): UpdateRule<NadamSlots> {
  const momentumAt = (updateNumber: tf.Tensor): tf.Tensor =>
    tf.mul(tf.sub(1, tf.mul(tf.pow(0.96, updateNumber), 0.5)), beta1);
  return {
    slots: (shape) => ({ momentum: zeroSlot(shape), velocity: zeroSlot(shape) }),
    globals: { momentumProduct: 1 },
    prepare: ({ learningRate, updateNumber, globals }) => {
      const present = momentumAt(updateNumber);
      const next = momentumAt(tf.add(updateNumber, 1));
      const momentumProduct = tf.mul(globals.momentumProduct as tf.Scalar, present);
      const momentumShare = tf.div(next, tf.sub(1, tf.mul(momentumProduct, next)));
      const gradientShare = tf.div(tf.sub(1, present), tf.sub(1, momentumProduct));
      const maturity = meanMaturity(beta2, updateNumber);
      return {
        globals: { momentumProduct },
        update: (value, gradient, slots) => {
          const momentum = movingMean(slots.momentum, gradient, beta1);
          const velocity = movingMean(slots.velocity, tf.square(gradient), beta2);
          const direction = tf.add(
            tf.mul(momentum, momentumShare),
            tf.mul(gradient, gradientShare),
          );
          const divisor = tf.add(tf.sqrt(tf.div(velocity, maturity)), epsilon);
          return {
            value: tf.sub(value, tf.div(tf.mul(direction, learningRate), divisor)),
            slots: { momentum, velocity },
          };
        },
      };
    },
  };
}
