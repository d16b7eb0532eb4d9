// Stochastic gradient descent, with momentum where asked for.
import * as tf from '@tensorflow/tfjs';
import {
  defineOptimizer,
  type OptimizerFactory,
  type OptimizerOptions,
} from './defineOptimizer.ts';
import { type UpdateRule, zeroSlot } from './updateRule.ts';

/** The options of `sgd`. */
export interface SgdOptions extends OptimizerOptions {
  /** The share of the last step that is taken again; 0 to 1, default 0. */
  readonly momentum?: number;
  /** Whether to take that share in advance (only with momentum); default false. */
  readonly nesterov?: boolean;
}

type SgdValues = { readonly momentum: number; readonly nesterov: boolean };
type SgdSlots = { readonly momentum?: tf.Tensor };

/**
 * Plain gradient descent, or with momentum: slower than Adam to a first result, often better at the
 * end with a schedule.
 *
 * `w -= learningRate * g`; with momentum `m = momentum * m - learningRate * g` and `w += m`, or with
 * nesterov `w += momentum * m - learningRate * g`. Unlike TensorFlow.js's momentum the learning rate
 * is inside m, as in Keras: a change of it takes effect gently.
 *
 * @param options defaults are those of Keras; learningRate 0.01
 * @throws {ValueError} when an option is unknown or out of its range
 * @example sgd({ learningRate: 0.1, momentum: 0.9, nesterov: true })
 * @see Sutskever et al., "On the importance of initialization and momentum", ICML 2013
 */
export const sgd: OptimizerFactory<SgdOptions> = defineOptimizer({
  name: 'sgd',
  className: 'DlqrSGD',
  learningRate: 0.01,
  defaults: { momentum: 0, nesterov: false },
  ranges: { momentum: { least: 0, most: 1 } },
  rule: sgdRule,
});

function sgdRule({ momentum: keep, nesterov }: SgdValues): UpdateRule<SgdSlots> {
  return {
    slots: (shape) => (keep > 0 ? { momentum: zeroSlot(shape) } : {}),
    prepare: ({ learningRate }) => ({
      update: (value, gradient, slots) => {
        const step = tf.mul(gradient, learningRate);
        if (!slots.momentum) return { value: tf.sub(value, step), slots: {} };
        const momentum = tf.sub(tf.mul(slots.momentum, keep), step);
        const move = nesterov ? tf.sub(tf.mul(momentum, keep), step) : momentum;
        return { value: tf.add(value, move), slots: { momentum } };
      },
    }),
  };
}
