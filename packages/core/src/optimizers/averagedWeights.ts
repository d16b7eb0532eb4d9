// The moving averages of the weights that an optimizer with `useEma` keeps, put to use.
import * as tf from '@tensorflow/tfjs';
import { ValueError } from '../errors/index.ts';
import { freshCopy } from './freshCopy.ts';
import { isStateful } from './isStateful.ts';
import type { StatefulOptimizer } from './statefulOptimizer.ts';

/**
 * Sets the weights to their moving averages: what a training with `useEma` ends with. Without
 * `useEma` nothing happens.
 *
 * @param variables what was trained, in the order in which gradients came
 * @example useAveragedWeights(model.optimizer, model.trainableWeights.map((w) => w.read()));
 * @see `Optimizer.finalize_variable_values` of Keras
 */
export function useAveragedWeights(
  optimizer: tf.Optimizer,
  variables: readonly tf.Variable[],
): void {
  if (!isStateful(optimizer)) return;
  tf.tidy(() => {
    for (const [variable, average] of optimizer.averagesOf(variables)) {
      variable.assign(freshCopy(average));
    }
  });
}

/**
 * Exchanges the weights and their moving averages: to evaluate with the averages, then call again
 * and train on.
 *
 * @param variables what is trained, in the order in which gradients come
 * @throws {ValueError} when the optimizer keeps no averages
 * @see `SwapEMAWeights` of Keras
 */
export function swapAveragedWeights(
  optimizer: tf.Optimizer,
  variables: readonly tf.Variable[],
): void {
  requireAverages(optimizer);
  tf.tidy(() => {
    for (const [variable, average] of optimizer.averagesOf(variables)) {
      const weights = variable.clone();
      variable.assign(average);
      average.assign(weights);
    }
  });
}

/**
 * Makes sure that an optimizer keeps moving averages of the weights.
 *
 * @throws {ValueError} when it does not
 */
export function requireAverages(optimizer: tf.Optimizer): asserts optimizer is StatefulOptimizer {
  if (isStateful(optimizer) && optimizer.keepsAverages) return;
  throw new ValueError(`${optimizer.getClassName()} keeps no averages of the weights`, {
    hint: 'Make the optimizer with useEma: true, or wrap it in withGradientOptions.',
  });
}
