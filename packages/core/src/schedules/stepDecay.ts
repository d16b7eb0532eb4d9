// A learning rate that drops by a factor every so many steps.
import { checkNumber } from './checkNumber.ts';
import type { Schedule } from './schedule.ts';

/** The options of `stepDecay`. */
export interface StepDecayOptions {
  /** The rate up to the first drop; at least 0. */
  readonly initialLearningRate: number;
  /** Steps between two drops; a whole number of at least 1. */
  readonly dropEverySteps: number;
  /** What a drop multiplies the rate by; above 0, default 0.5. */
  readonly dropFactor?: number;
  /** The rate never drops below it; at least 0, default 0. */
  readonly minLearningRate?: number;
}

/**
 * A learning rate that stays, drops, stays: the classic recipe for images ("divide by 10 every 30
 * epochs").
 *
 * `max(minLearningRate, initialLearningRate * dropFactor ** floor(step / dropEverySteps))`
 *
 * @throws {ValueError} when an option is out of its range
 * @example
 * stepDecay({ initialLearningRate: 0.1, dropEverySteps: 100, dropFactor: 0.1 }).at(100) // 0.01
 */
export function stepDecay(options: StepDecayOptions): Schedule {
  const { initialLearningRate, dropEverySteps, dropFactor = 0.5, minLearningRate = 0 } = options;
  checkNumber('initialLearningRate', initialLearningRate, { least: 0 });
  checkNumber('dropEverySteps', dropEverySteps, { least: 1, whole: true });
  checkNumber('dropFactor', dropFactor, { above: 0 });
  checkNumber('minLearningRate', minLearningRate, { least: 0 });
  return {
    name: 'stepDecay',
    config: { initialLearningRate, dropEverySteps, dropFactor, minLearningRate },
    at: (step) => {
      const rate = initialLearningRate * dropFactor ** Math.floor(step / dropEverySteps);
      return Math.max(minLearningRate, rate);
    },
  };
}
