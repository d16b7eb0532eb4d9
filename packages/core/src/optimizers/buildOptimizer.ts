// Makes an optimizer's state ahead of its first step.
import type * as tf from '@tensorflow/tfjs';
import { isStateful } from './isStateful.ts';
import { stockStateOf } from './stockOptimizer.ts';

/**
 * Makes the state that an optimizer needs for the variables; what is there already stays.
 *
 * Otherwise the first `applyGradients` makes it. A loop that records its step calls this first:
 * variables that are made inside a recording cannot be replayed. Optimizers that are neither of
 * this package nor of `tf.train` are left alone.
 *
 * @param variables what is trained, in the order in which gradients come
 * @example buildOptimizer(model.optimizer, model.trainableWeights.map((weight) => weight.read()));
 */
export function buildOptimizer(optimizer: tf.Optimizer, variables: readonly tf.Variable[]): void {
  const access = isStateful(optimizer) ? optimizer : stockStateOf(optimizer);
  access?.build(variables);
}
