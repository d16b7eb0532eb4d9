// FTRL-proximal: for wide sparse linear models; drives weights to exactly 0.
import * as tf from '@tensorflow/tfjs';
import {
  defineOptimizer,
  type OptimizerFactory,
  type OptimizerOptions,
} from './defineOptimizer.ts';
import { type UpdateRule, zeroSlot } from './updateRule.ts';

/** The options of `ftrl`. */
export interface FtrlOptions extends OptimizerOptions {
  /** How the rate falls with the sum of squares; at most 0, default -0.5. */
  readonly learningRatePower?: number;
  /** What the sum of squares starts as; at least 0, default 0.1. */
  readonly initialAccumulatorValue?: number;
  /** Pull towards exactly 0; at least 0, default 0. */
  readonly l1RegularizationStrength?: number;
  /** Pull towards small weights; at least 0, default 0. */
  readonly l2RegularizationStrength?: number;
  /** An L2 penalty on the weights inside the gradient; at least 0, default 0. */
  readonly l2ShrinkageRegularizationStrength?: number;
  /** The paper's beta, which tempers the first steps; at least 0, default 0. */
  readonly beta?: number;
}

type FtrlValues = Readonly<Record<Exclude<keyof FtrlOptions, keyof OptimizerOptions>, number>>;
type FtrlSlots = { readonly accumulator: tf.Tensor; readonly linear: tf.Tensor };

/**
 * Follow the regularised leader, for linear models on large sparse inputs such as clicks.
 *
 * With `p = -learningRatePower`, `a' = a + g²` and `g' = g + 2 * l2Shrinkage * w`:
 * `z += g' - (a' ** p - a ** p) / learningRate * w`,
 * `w = (clip(z, -l1, l1) - z) / (a' ** p / learningRate + 2 * l2 + beta / learningRate)`.
 *
 * @param options defaults are those of Keras; learningRate 0.001; it must not be 0
 * @throws {ValueError} when an option is unknown or out of its range
 * @example ftrl({ learningRate: 0.1, l1RegularizationStrength: 0.01 })
 * @see McMahan et al., "Ad click prediction: a view from the trenches", KDD 2013
 */
export const ftrl: OptimizerFactory<FtrlOptions> = defineOptimizer({
  name: 'ftrl',
  className: 'DlqrFtrl',
  learningRate: 1e-3,
  defaults: {
    learningRatePower: -0.5,
    initialAccumulatorValue: 0.1,
    l1RegularizationStrength: 0,
    l2RegularizationStrength: 0,
    l2ShrinkageRegularizationStrength: 0,
    beta: 0,
  },
  ranges: {
    learningRatePower: { most: 0 },
    initialAccumulatorValue: { least: 0 },
    l1RegularizationStrength: { least: 0 },
    l2RegularizationStrength: { least: 0 },
    l2ShrinkageRegularizationStrength: { least: 0 },
    beta: { least: 0 },
  },
  rule: ftrlRule,
});

function ftrlRule(values: FtrlValues): UpdateRule<FtrlSlots> {
  const l1 = values.l1RegularizationStrength;
  const l2 = values.l2RegularizationStrength;
  const shrinkage = 2 * values.l2ShrinkageRegularizationStrength;
  const powered = (sum: tf.Tensor): tf.Tensor => tf.pow(sum, -values.learningRatePower);
  return {
    slots: (shape) => ({
      accumulator: { shape, fill: values.initialAccumulatorValue },
      linear: zeroSlot(shape),
    }),
    prepare: ({ learningRate }) => {
      const ridge = tf.add(tf.div(values.beta, learningRate), 2 * l2);
      return {
        update: (value, gradient, slots) => {
          const shrunk = tf.add(gradient, tf.mul(value, shrinkage));
          const accumulator = tf.add(slots.accumulator, tf.square(gradient));
          const growth = tf.sub(powered(accumulator), powered(slots.accumulator));
          const pull = tf.mul(tf.div(growth, learningRate), value);
          const linear = tf.add(slots.linear, tf.sub(shrunk, pull));
          const quadratic = tf.add(tf.div(powered(accumulator), learningRate), ridge);
          const excess = tf.sub(tf.clipByValue(linear, -l1, l1), linear);
          return { value: tf.div(excess, quadratic), slots: { accumulator, linear } };
        },
      };
    },
  };
}
