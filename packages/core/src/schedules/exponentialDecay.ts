// A learning rate that shrinks by the same factor again and again.
import { checkNumber } from './checkNumber.ts';
import type { Schedule } from './schedule.ts';

/** The options of `exponentialDecay`. */
export interface ExponentialDecayOptions {
  /** The rate of the first step; at least 0. */
  readonly initialLearningRate: number;
  /** Steps in which the rate shrinks by `decayRate` once; above 0. */
  readonly decaySteps: number;
  /** The factor; above 0. */
  readonly decayRate: number;
  /** Whether the rate falls in steps (true) or at every step; default false. */
  readonly staircase?: boolean;
}

/**
 * A learning rate that is multiplied by `decayRate` every `decaySteps` steps, smoothly or in steps.
 *
 * `initialLearningRate * decayRate ** (step / decaySteps)`, the exponent rounded down with
 * `staircase`.
 *
 * @throws {ValueError} when an option is out of its range
 * @example
 * exponentialDecay({ initialLearningRate: 0.1, decaySteps: 100, decayRate: 0.5 }).at(200) // 0.025
 * @see ExponentialDecay of Keras
 */
export function exponentialDecay(options: ExponentialDecayOptions): Schedule {
  const { initialLearningRate, decaySteps, decayRate, staircase = false } = options;
  checkNumber('initialLearningRate', initialLearningRate, { least: 0 });
  checkNumber('decaySteps', decaySteps, { above: 0 });
  checkNumber('decayRate', decayRate, { above: 0 });
  return {
    name: 'exponentialDecay',
    config: { initialLearningRate, decaySteps, decayRate, staircase },
    at: (step) => {
      const periods = step / decaySteps;
      return initialLearningRate * decayRate ** (staircase ? Math.floor(periods) : periods);
    },
  };
}
