// A learning rate that runs down to an end along a line or another power.
import { checkNumber } from './checkNumber.ts';
import type { Schedule } from './schedule.ts';

/** The options of `polynomialDecay`. */
export interface PolynomialDecayOptions {
  /** The rate of the first step; at least 0. */
  readonly initialLearningRate: number;
  /** Steps until the end is reached; above 0. */
  readonly decaySteps: number;
  /** The rate at the end and, without `cycle`, ever after; at least 0, default 0.0001. */
  readonly endLearningRate?: number;
  /** 1 is a straight line, 2 falls fast first, 0.5 falls late; above 0, default 1. */
  readonly power?: number;
  /** Whether to go on in ever longer periods, each falling to the end again; default false. */
  readonly cycle?: boolean;
}

/**
 * A learning rate that falls from one value to another in a set number of steps.
 *
 * `(initialLearningRate - endLearningRate) * (1 - progress) ** power + endLearningRate`, where
 * progress is `min(step, decaySteps) / decaySteps`; with `cycle` it is `step / (decaySteps * n)`,
 * n the number of periods begun.
 *
 * @throws {ValueError} when an option is out of its range
 * @example
 * const linear = polynomialDecay({ initialLearningRate: 0.1, decaySteps: 100, endLearningRate: 0 });
 * linear.at(75) // 0.025
 * @see PolynomialDecay of Keras
 */
export function polynomialDecay(options: PolynomialDecayOptions): Schedule {
  const { initialLearningRate, decaySteps } = options;
  const { endLearningRate = 1e-4, power = 1, cycle = false } = options;
  checkNumber('initialLearningRate', initialLearningRate, { least: 0 });
  checkNumber('decaySteps', decaySteps, { above: 0 });
  checkNumber('endLearningRate', endLearningRate, { least: 0 });
  checkNumber('power', power, { above: 0 });
  return {
    name: 'polynomialDecay',
    config: { initialLearningRate, decaySteps, endLearningRate, power, cycle },
    at: (step) => {
      const numPeriods = cycle ? Math.max(1, Math.ceil(step / decaySteps)) : 1;
      const progress = Math.min(1, step / (decaySteps * numPeriods));
      return (initialLearningRate - endLearningRate) * (1 - progress) ** power + endLearningRate;
    },
  };
}
