// A learning rate that shrinks like 1 / time.
import { checkNumber } from './checkNumber.ts';
import type { Schedule } from './schedule.ts';

/** The options of `inverseTimeDecay`. */
export interface InverseTimeDecayOptions {
  /** The rate of the first step; at least 0. */
  readonly initialLearningRate: number;
  /** Steps that count as one unit of time; above 0. */
  readonly decaySteps: number;
  /** How fast it shrinks: after one unit of time the rate is 1 / (1 + decayRate); at least 0. */
  readonly decayRate: number;
  /** Whether the rate falls in steps (true) or at every step; default false. */
  readonly staircase?: boolean;
}

/**
 * A learning rate that falls fast at first and ever slower later: what `decay` was in old Keras.
 *
 * `initialLearningRate / (1 + decayRate * step / decaySteps)`, the quotient rounded down with
 * `staircase`.
 *
 * @throws {ValueError} when an option is out of its range
 * @example
 * inverseTimeDecay({ initialLearningRate: 0.1, decaySteps: 10, decayRate: 0.5 }).at(20) // 0.05
 * @see InverseTimeDecay of Keras
 */
export function inverseTimeDecay(options: InverseTimeDecayOptions): Schedule {
  const { initialLearningRate, decaySteps, decayRate, staircase = false } = options;
  checkNumber('initialLearningRate', initialLearningRate, { least: 0 });
  checkNumber('decaySteps', decaySteps, { above: 0 });
  checkNumber('decayRate', decayRate, { least: 0 });
  return {
    name: 'inverseTimeDecay',
    config: { initialLearningRate, decaySteps, decayRate, staircase },
    at: (step) => {
      const time = step / decaySteps;
      return initialLearningRate / (1 + decayRate * (staircase ? Math.floor(time) : time));
    },
  };
}
