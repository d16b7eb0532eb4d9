// The schedule that never changes.
import { checkNumber } from './checkNumber.ts';
import type { Schedule } from './schedule.ts';

/** The options of `constant`. */
export interface ConstantOptions {
  /** At least 0. */
  readonly learningRate: number;
}

/**
 * The same learning rate at every step: the end of a warm-up, or a placeholder in a search space.
 *
 * @throws {ValueError} when the rate is negative or not finite
 * @example constant({ learningRate: 0.01 }).at(500) // 0.01
 */
export function constant({ learningRate }: ConstantOptions): Schedule {
  checkNumber('learningRate', learningRate, { least: 0 });
  return { name: 'constant', config: { learningRate }, at: () => learningRate };
}
