// Adam: momentum, scaled by a running mean of the squared gradient.
import type * as tf from '@tensorflow/tfjs';
import type { OptimizerOptions } from './defineOptimizer.ts';
import type { UpdateRule } from './updateRule.ts';

/** The options of `adam`. */
export interface AdamOptions extends OptimizerOptions {
  /** The share of the old mean of the gradient in the new one; 0 up to 1, default 0.9. */
  readonly beta1?: number;
  /** The same for the mean of the squared gradient; 0 up to 1, default 0.999. */
  readonly beta2?: number;
  /** Added to the root of the mean square ("epsilon hat" of the paper); default 1e-7. */
  readonly epsilon?: number;
  /** Whether the mean square never shrinks; default false. */
  readonly amsgrad?: boolean;
}

/** The slots of Adam; the last one only with amsgrad. */
export type AdamSlots = {
  readonly momentum: tf.Tensor;
  readonly velocity: tf.Tensor;
  readonly velocityHat: tf.Tensor;
};

const defaults = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7, amsgrad: false };

/** What `adam` and `adamW` share. */
export const adamDefinition: {
  readonly defaults: typeof defaults;
  readonly ranges: { readonly [Name in keyof typeof defaults]?: { least: number; below?: number } };
  rule(values: typeof defaults): UpdateRule<Partial<AdamSlots> & AdamSlots>;
} = {
  defaults,
  ranges: { beta1: { least: 0, below: 1 }, beta2: { least: 0, below: 1 }, epsilon: { least: 0 } },
  rule: () => {
    throw 0;
  },
};
