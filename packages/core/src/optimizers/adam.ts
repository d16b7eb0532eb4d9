// Adam: momentum, scaled by a running mean of the squared gradient.
import * as tf from '@tensorflow/tfjs';
import {
  defineOptimizer,
  type OptimizerDefinition,
  type OptimizerFactory,
  type OptimizerOptions,
} from './defineOptimizer.ts';
import { meanMaturity, movingMean } from './ruleMath.ts';
import { type UpdateRule, zeroSlot } from './updateRule.ts';

/** The options of `adam`. */
export interface AdamOptions extends OptimizerOptions {
  /** The share of the old mean of the gradient in the new one; at least 0, below 1, default 0.9. */
  readonly beta1?: number;
  /** The same for the mean of the squared gradient; default 0.999. */
  readonly beta2?: number;
  /** Added to the root of the mean square ("epsilon hat" of the paper); at least 0, default 1e-7. */
  readonly epsilon?: number;
  /** Whether the mean square that divides never shrinks; default false. */
  readonly amsgrad?: boolean;
}

type AdamValues = Readonly<Record<'beta1' | 'beta2' | 'epsilon', number>> & {
  readonly amsgrad: boolean;
};

type AdamSlots = {
  readonly momentum: tf.Tensor;
  readonly velocity: tf.Tensor;
  readonly velocityHat?: tf.Tensor;
};

/** Adam as `adamW` needs it too. */
export const adamDefinition: OptimizerDefinition<AdamValues, AdamSlots> = {
  name: 'adam',
  className: 'DlqrAdam',
  learningRate: 1e-3,
  defaults: { beta1: 0.9, beta2: 0.999, epsilon: 1e-7, amsgrad: false },
  ranges: { beta1: { least: 0, below: 1 }, beta2: { least: 0, below: 1 }, epsilon: { least: 0 } },
  rule: adamRule,
};

/**
 * Adam, the usual first choice.
 *
 * `m += (1 - beta1) * (g - m)`, `v += (1 - beta2) * (g² - v)`,
 * `w -= learningRate * sqrt(1 - beta2 ** t) / (1 - beta1 ** t) * m / (sqrt(v) + epsilon)`.
 * TensorFlow.js's own adds epsilon after the correction of v: the first updates differ where
 * gradients are tiny.
 *
 * @param options defaults are those of Keras; learningRate 0.001
 * @throws {ValueError} when an option is unknown or out of its range
 * @example model.compile({ optimizer: adam({ globalClipNorm: 1 }), loss: 'meanSquaredError' });
 * @see Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015; for amsgrad Reddi et
 * al., "On the convergence of Adam and beyond", ICLR 2018
 */
export const adam: OptimizerFactory<AdamOptions> = defineOptimizer(adamDefinition);

function adamRule({ beta1, beta2, epsilon, amsgrad }: AdamValues): UpdateRule<AdamSlots> {
  return {
    slots: (shape) => ({
      momentum: zeroSlot(shape),
      velocity: zeroSlot(shape),
      ...(amsgrad && { velocityHat: zeroSlot(shape) }),
    }),
    prepare: ({ learningRate, updateNumber }) => {
      const correction = tf.div(
        tf.sqrt(meanMaturity(beta2, updateNumber)),
        meanMaturity(beta1, updateNumber),
      );
      const rate = tf.mul(learningRate, correction);
      return {
        update: (value, gradient, slots) => {
          const momentum = movingMean(slots.momentum, gradient, beta1);
          const velocity = movingMean(slots.velocity, tf.square(gradient), beta2);
          const velocityHat = slots.velocityHat && tf.maximum(slots.velocityHat, velocity);
          const divisor = tf.add(tf.sqrt(velocityHat ?? velocity), epsilon);
          return {
            value: tf.sub(value, tf.div(tf.mul(momentum, rate), divisor)),
            slots: { momentum, velocity, ...(velocityHat && { velocityHat }) },
          };
        },
      };
    },
  };
}
