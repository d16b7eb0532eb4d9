// A learning rate that rises along a line before another schedule takes over.
import { checkNumber } from './checkNumber.ts';
import { constant } from './constant.ts';
import type { Schedule } from './schedule.ts';

/** The options of `linearWarmup`. */
export interface LinearWarmupOptions {
  /** Steps of the rise; a whole number of at least 1. */
  readonly warmupSteps: number;
  /** The rate of the first step; at least 0, default 0. */
  readonly startLearningRate?: number;
  /** What comes after, counted from the end of the rise; a number stays as it is. */
  readonly after: Schedule | number;
}

/**
 * A gentle start for any schedule: large first steps from random weights do harm, most of all with
 * large batches and with Adam, whose averages are still young.
 *
 * `start + (after.at(0) - start) * step / warmupSteps` before step `warmupSteps`, then
 * `after.at(step - warmupSteps)`.
 *
 * @throws {ValueError} when an option is out of its range
 * @example
 * const schedule = linearWarmup({ warmupSteps: 100, after: 0.01 });
 * [0, 50, 100, 500].map(schedule.at) // 0, 0.005, 0.01, 0.01
 * @see Goyal et al., "Accurate, large minibatch SGD: training ImageNet in 1 hour", 2017
 */
export function linearWarmup(options: LinearWarmupOptions): Schedule {
  const { warmupSteps, startLearningRate = 0 } = options;
  checkNumber('warmupSteps', warmupSteps, { least: 1, whole: true });
  checkNumber('startLearningRate', startLearningRate, { least: 0 });
  const after =
    typeof options.after === 'number' ? constant({ learningRate: options.after }) : options.after;
  return {
    name: 'linearWarmup',
    config: {
      ...{ warmupSteps, startLearningRate },
      after: { name: after.name, config: after.config },
    },
    at: (step) => {
      if (step >= warmupSteps) return after.at(step - warmupSteps);
      const rise = after.at(0) - startLearningRate;
      return startLearningRate + rise * (step / warmupSteps);
    },
  };
}
