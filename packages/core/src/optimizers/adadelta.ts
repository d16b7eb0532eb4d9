// Adadelta: steps as large as past steps were, relative to the gradient.
import * as tf from '@tensorflow/tfjs';
import {
  defineOptimizer,
  type OptimizerFactory,
  type OptimizerOptions,
} from './defineOptimizer.ts';
import { decayedSum } from './ruleMath.ts';
import { type UpdateRule, zeroSlot } from './updateRule.ts';

/** The options of `adadelta`. */
export interface AdadeltaOptions extends OptimizerOptions {
  /** The share of the old mean squares in the new ones; at least 0, below 1, default 0.95. */
  readonly rho?: number;
  /** Added inside both roots; it sets the size of the first steps; at least 0, default 1e-7. */
  readonly epsilon?: number;
}

type AdadeltaValues = Readonly<Record<'rho' | 'epsilon', number>>;
type AdadeltaSlots = {
  readonly accumulatedGradient: tf.Tensor;
  readonly accumulatedStep: tf.Tensor;
};

/**
 * Adadelta, which finds the size of its steps by itself; the paper's form has learning rate 1.
 *
 * `G = rho * G + (1 - rho) * g²`, `step = g * sqrt(S + epsilon) / sqrt(G + epsilon)`,
 * `S = rho * S + (1 - rho) * step²`, `w -= learningRate * step`. TensorFlow.js's own divides by G of
 * the step before, which makes its first steps larger by orders of magnitude.
 *
 * @param options defaults are those of Keras; learningRate 0.001, far below the paper's 1
 * @throws {ValueError} when an option is unknown or out of its range
 * @example adadelta({ learningRate: 1 })
 * @see Zeiler, "ADADELTA: an adaptive learning rate method", 2012
 */
export const adadelta: OptimizerFactory<AdadeltaOptions> = defineOptimizer({
  name: 'adadelta',
  className: 'DlqrAdadelta',
  learningRate: 1e-3,
  defaults: { rho: 0.95, epsilon: 1e-7 },
  ranges: { rho: { least: 0, below: 1 }, epsilon: { least: 0 } },
  rule: adadeltaRule,
});

function adadeltaRule({ rho, epsilon }: AdadeltaValues): UpdateRule<AdadeltaSlots> {
  const root = (meanSquare: tf.Tensor): tf.Tensor => tf.sqrt(tf.add(meanSquare, epsilon));
  return {
    slots: (shape) => ({ accumulatedGradient: zeroSlot(shape), accumulatedStep: zeroSlot(shape) }),
    prepare: ({ learningRate }) => ({
      update: (value, gradient, slots) => {
        const accumulatedGradient = decayedSum(slots.accumulatedGradient, tf.square(gradient), rho);
        const step = tf.div(
          tf.mul(root(slots.accumulatedStep), gradient),
          root(accumulatedGradient),
        );
        const accumulatedStep = decayedSum(slots.accumulatedStep, tf.square(step), rho);
        return {
          value: tf.sub(value, tf.mul(step, learningRate)),
          slots: { accumulatedGradient, accumulatedStep },
        };
      },
    }),
  };
}
