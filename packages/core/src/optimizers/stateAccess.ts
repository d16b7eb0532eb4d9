// Finds the state of an optimizer, whoever made it.
import type * as tf from '@tensorflow/tfjs';
import { ValueError } from '../errors/index.ts';
import { isStateful } from './isStateful.ts';
import type { OptimizerStateAccess } from './statefulOptimizer.ts';
import { STOCK_CLASS_NAMES, stockStateOf } from './stockOptimizer.ts';

/**
 * Access to the state of an optimizer.
 *
 * @throws {ValueError} when the optimizer is neither of this package nor of `tf.train`
 */
export function stateAccessOf(optimizer: tf.Optimizer): OptimizerStateAccess {
  const access = isStateful(optimizer) ? optimizer : stockStateOf(optimizer);
  if (!access) {
    throw new ValueError(
      `the state of ${optimizer.getClassName()} is not known; expected an optimizer of this ` +
        `package or one of ${STOCK_CLASS_NAMES.join(', ')}`,
    );
  }
  return access;
}
