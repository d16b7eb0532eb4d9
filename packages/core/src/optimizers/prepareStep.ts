// What the host does for an optimizer before a step, so that the step can be recorded and replayed.
import type * as tf from '@tensorflow/tfjs';
import { isStateful } from './isStateful.ts';
import { setStockIterations, stockStateOf } from './stockOptimizer.ts';

/**
 * Readies an optimizer for its next `applyGradients`.
 *
 * A training loop that records its step once and replays it calls this before every step, recorded
 * or replayed, and once after the last. It sets the learning rate that a schedule gives for the
 * step, and keeps TensorFlow.js's own optimizers counting, whose count a replay does not touch.
 * Loops that do not record need not call it: `applyGradients` then does it by itself.
 *
 * @param optimizer any
 * @param step how many steps it has made so far; default: it is asked, which reads a variable
 * @returns a key of all numbers of the host that a recording of the step would freeze. A recording
 * may be replayed while the key is the one under which it was made. The optimizers of this package
 * keep everything in variables: their key never changes. TensorFlow.js's own freeze the learning
 * rate.
 * @example
 * const key = prepareStep(optimizer, step);
 * const recorded = recordings.get(key) ?? record(trainStep);
 */
export function prepareStep(optimizer: tf.Optimizer, step?: number): string {
  if (isStateful(optimizer)) return optimizer.prepareStep(step ?? null);
  if (step !== undefined && stockStateOf(optimizer)) setStockIterations(optimizer, step);
  return `learningRate=${Reflect.get(optimizer, 'learningRate')}`;
}
