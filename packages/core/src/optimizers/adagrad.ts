// Adagrad: the gradient divided by the root of the sum of all its squares.
import * as tf from '@tensorflow/tfjs';
import {
  defineOptimizer,
  type OptimizerFactory,
  type OptimizerOptions,
} from './defineOptimizer.ts';
import type { UpdateRule } from './updateRule.ts';

/** The options of `adagrad`. */
export interface AdagradOptions extends OptimizerOptions {
  /** What the sum of squares starts as; at least 0, default 0.1. */
  readonly initialAccumulatorValue?: number;
  /** Added to the sum, inside the root; at least 0, default 1e-7. */
  readonly epsilon?: number;
}

type AdagradValues = Readonly<Record<'initialAccumulatorValue' | 'epsilon', number>>;
type AdagradSlots = { readonly accumulator: tf.Tensor };

/**
 * Adagrad: seldom used parameters (rare words) keep a large step, often used ones slow down.
 *
 * `a += g²`, `w -= learningRate * g / sqrt(a + epsilon)`
 *
 * @param options defaults are those of Keras; learningRate 0.001, which is low for this rule
 * @throws {ValueError} when an option is unknown or out of its range
 * @example adagrad({ learningRate: 0.05 })
 * @see Duchi et al., "Adaptive subgradient methods", JMLR 2011
 */
export const adagrad: OptimizerFactory<AdagradOptions> = defineOptimizer({
  name: 'adagrad',
  className: 'DlqrAdagrad',
  learningRate: 1e-3,
  defaults: { initialAccumulatorValue: 0.1, epsilon: 1e-7 },
  ranges: { initialAccumulatorValue: { least: 0 }, epsilon: { least: 0 } },
  rule: adagradRule,
});

function adagradRule({
  initialAccumulatorValue,
  epsilon,
}: AdagradValues): UpdateRule<AdagradSlots> {
  return {
    slots: (shape) => ({ accumulator: { shape, fill: initialAccumulatorValue } }),
    prepare: ({ learningRate }) => ({
      update: (value, gradient, slots) => {
        const accumulator = tf.add(slots.accumulator, tf.square(gradient));
        const divisor = tf.sqrt(tf.add(accumulator, epsilon));
        return {
          value: tf.sub(value, tf.div(tf.mul(gradient, learningRate), divisor)),
          slots: { accumulator },
        };
      },
    }),
  };
}
