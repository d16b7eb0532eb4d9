// A learning rate that falls along half a cosine, jumps up, and falls again, ever longer.
import { checkNumber } from './checkNumber.ts';
import type { Schedule } from './schedule.ts';

/** The options of `cosineDecayRestarts`. */
export interface CosineDecayRestartsOptions {
  /** The rate of the first step; at least 0. */
  readonly initialLearningRate: number;
  /** Steps of the first period; above 0. */
  readonly firstDecaySteps: number;
  /** How many times longer each period is than the one before; at least 1, default 2. */
  readonly tMul?: number;
  /** How many times higher each period begins than the one before; above 0, default 1. */
  readonly mMul?: number;
  /** The share of `initialLearningRate` that is never gone below; 0 to 1, default 0. */
  readonly alpha?: number;
}

/**
 * A learning rate that falls along a cosine and starts over: each end of a period is a good moment
 * to keep a snapshot of the model.
 *
 * `initialLearningRate * ((1 - alpha) * mMul ** n * (1 + cos(pi * progress)) / 2 + alpha)` in the
 * n-th period (from 0), progress running from 0 to 1 in it.
 *
 * @throws {ValueError} when an option is out of its range
 * @example
 * const schedule = cosineDecayRestarts({ initialLearningRate: 0.1, firstDecaySteps: 10 });
 * [0, 5, 10, 20, 30].map(schedule.at) // 0.1, 0.05, 0.1, 0.05, 0.1
 * @see CosineDecayRestarts of Keras; Loshchilov and Hutter, "SGDR", ICLR 2017
 */
export function cosineDecayRestarts(options: CosineDecayRestartsOptions): Schedule {
  const { initialLearningRate, firstDecaySteps, tMul = 2, mMul = 1, alpha = 0 } = options;
  checkNumber('initialLearningRate', initialLearningRate, { least: 0 });
  checkNumber('firstDecaySteps', firstDecaySteps, { above: 0 });
  checkNumber('tMul', tMul, { least: 1 });
  checkNumber('mMul', mMul, { above: 0 });
  checkNumber('alpha', alpha, { least: 0, most: 1 });
  return {
    name: 'cosineDecayRestarts',
    config: { initialLearningRate, firstDecaySteps, tMul, mMul, alpha },
    at: (step) => {
      const { index, progress } = periodOf(step / firstDecaySteps, tMul);
      const cosine = 0.5 * mMul ** index * (1 + Math.cos(Math.PI * progress));
      return initialLearningRate * ((1 - alpha) * cosine + alpha);
    },
  };
}

/** Which period a time is in, in units of the first, and how far; periods grow by `growth`. */
function periodOf(time: number, growth: number): { index: number; progress: number } {
  if (growth === 1) return { index: Math.floor(time), progress: time - Math.floor(time) };
  // Counting, unlike a logarithm, is exact at the restarts; there are few of them.
  let index = 0;
  let begin = 0;
  let length = 1;
  while (time >= begin + length) {
    begin += length;
    length *= growth;
    index += 1;
  }
  return { index, progress: (time - begin) / length };
}
