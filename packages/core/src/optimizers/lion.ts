// Lion: only the sign of a momentum.
import * as tf from '@tensorflow/tfjs';
import {
  defineOptimizer,
  type OptimizerFactory,
  type OptimizerOptions,
} from './defineOptimizer.ts';
import { decayedSum } from './ruleMath.ts';
import { type UpdateRule, zeroSlot } from './updateRule.ts';

/** The options of `lion`. */
export interface LionOptions extends OptimizerOptions {
  /** The share of the momentum in the step; above 0, at most 1, default 0.9. */
  readonly beta1?: number;
  /** The share of the old momentum in the new one; 0 to 1, default 0.99. */
  readonly beta2?: number;
}

type LionValues = Readonly<Record<'beta1' | 'beta2', number>>;
type LionSlots = { readonly momentum: tf.Tensor };

/**
 * Lion: every element moves by exactly the learning rate; half of Adam's memory. Use a learning
 * rate 3 to 10 times smaller than for Adam, and as many times more weight decay.
 *
 * `w -= learningRate * sign(beta1 * m + (1 - beta1) * g)`, then `m = beta2 * m + (1 - beta2) * g`.
 *
 * @param options defaults are those of Keras; learningRate 0.001
 * @throws {ValueError} when an option is unknown or out of its range
 * @example lion({ learningRate: 1e-4, weightDecay: 0.1 })
 * @see Chen et al., "Symbolic discovery of optimization algorithms", NeurIPS 2023
 */
export const lion: OptimizerFactory<LionOptions> = defineOptimizer({
  name: 'lion',
  className: 'DlqrLion',
  learningRate: 1e-3,
  defaults: { beta1: 0.9, beta2: 0.99 },
  ranges: { beta1: { above: 0, most: 1 }, beta2: { least: 0, most: 1 } },
  rule: lionRule,
});

function lionRule({ beta1, beta2 }: LionValues): UpdateRule<LionSlots> {
  return {
    slots: (shape) => ({ momentum: zeroSlot(shape) }),
    prepare: ({ learningRate }) => ({
      update: (value, gradient, slots) => {
        const direction = tf.sign(decayedSum(slots.momentum, gradient, beta1));
        return {
          value: tf.sub(value, tf.mul(direction, learningRate)),
          slots: { momentum: decayedSum(slots.momentum, gradient, beta2) },
        };
      },
    }),
  };
}
