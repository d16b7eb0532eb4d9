// A learning rate that rises once and then falls to almost nothing.
import { checkNumber } from './checkNumber.ts';
import type { Schedule } from './schedule.ts';

/** The options of `oneCycle`. */
export interface OneCycleOptions {
  /** The top; at least 0. */
  readonly maxLearningRate: number;
  /** Steps of the whole training; a whole number of at least 2. */
  readonly totalSteps: number;
  /** The share of the steps that rise; above 0 and below 1, default 0.3. */
  readonly warmupFraction?: number;
  /** How many times smaller the first rate is than the top; at least 1, default 25. */
  readonly startDivisor?: number;
  /** How many times smaller the last rate is than the first; at least 1, default 10000. */
  readonly endDivisor?: number;
}

/**
 * A learning rate that rises to a high top and falls far below its start: reaches a given accuracy
 * in fewer epochs than a steady fall, where the number of steps is known.
 *
 * Half a cosine from `maxLearningRate / startDivisor` up to `maxLearningRate`, which is reached at
 * step `warmupFraction * totalSteps - 1`; half a cosine down to
 * `maxLearningRate / startDivisor / endDivisor` at step `totalSteps - 1`, which then stays.
 *
 * @throws {ValueError} when an option is out of its range
 * @example
 * const schedule = oneCycle({ maxLearningRate: 0.1, totalSteps: 101, warmupFraction: 51 / 101 });
 * [0, 50, 100].map(schedule.at) // 0.004, 0.1, 0.0000004
 * @see Smith and Topin, "Super-convergence", 2018; OneCycleLR of PyTorch
 */
export function oneCycle(options: OneCycleOptions): Schedule {
  const { maxLearningRate, totalSteps } = options;
  const { warmupFraction = 0.3, startDivisor = 25, endDivisor = 1e4 } = options;
  checkNumber('maxLearningRate', maxLearningRate, { least: 0 });
  checkNumber('totalSteps', totalSteps, { least: 2, whole: true });
  checkNumber('warmupFraction', warmupFraction, { above: 0, below: 1 });
  checkNumber('startDivisor', startDivisor, { least: 1 });
  checkNumber('endDivisor', endDivisor, { least: 1 });
  const first = maxLearningRate / startDivisor;
  const last = first / endDivisor;
  const topStep = Math.max(0, warmupFraction * totalSteps - 1);
  const lastStep = totalSteps - 1;
  return {
    name: 'oneCycle',
    config: { maxLearningRate, totalSteps, warmupFraction, startDivisor, endDivisor },
    at: (step) => {
      if (step < topStep) return halfCosine(first, maxLearningRate, step / topStep);
      const progress = Math.min(1, (step - topStep) / (lastStep - topStep));
      return halfCosine(maxLearningRate, last, progress);
    },
  };
}

/** From one value (progress 0) to another (progress 1) along half a cosine. */
function halfCosine(from: number, to: number, progress: number): number {
  return to + (from - to) * 0.5 * (1 + Math.cos(Math.PI * progress));
}
