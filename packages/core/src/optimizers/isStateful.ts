// Tells the optimizers of this package from others.
import type * as tf from '@tensorflow/tfjs';
import type { StatefulOptimizer } from './statefulOptimizer.ts';

/** Whether an optimizer is of this package; `instanceof` is true of every `tf.Optimizer`. */
export function isStateful(optimizer: tf.Optimizer): optimizer is StatefulOptimizer {
  return 'loadState' in optimizer && 'prepareStep' in optimizer;
}
