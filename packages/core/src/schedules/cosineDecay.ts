// A learning rate that falls along half a cosine, after a warm-up where one is asked for.
import { ValueError } from '../errors/index.ts';
import { checkNumber } from './checkNumber.ts';
import type { Schedule } from './schedule.ts';

/** The options of `cosineDecay`. */
export interface CosineDecayOptions {
  /** Where the warm-up begins or, without one, the fall; at least 0. */
  readonly initialLearningRate: number;
  /** Steps of the fall, those of the warm-up not counted; above 0. */
  readonly decaySteps: number;
  /** The share of the rate that is left at the end, and ever after; 0 to 1, default 0. */
  readonly alpha?: number;
  /** Where the warm-up ends and the fall begins; default: no warm-up. */
  readonly warmupTarget?: number;
  /** Steps of the warm-up; at least 0, default 0. */
  readonly warmupSteps?: number;
}

/**
 * A learning rate that falls slowly, then fast, then slowly: a good first choice where the number
 * of steps is known.
 *
 * Warm-up: a line from `initialLearningRate` to `warmupTarget` in `warmupSteps` steps. Then
 * `peak * ((1 - alpha) * (1 + cos(pi * progress)) / 2 + alpha)`, where peak is `warmupTarget` or
 * else `initialLearningRate`, and progress runs from 0 to 1 in `decaySteps` steps.
 *
 * @throws {ValueError} when an option is out of its range, or `warmupSteps` has no `warmupTarget`
 * @example
 * const schedule = cosineDecay({
 *   initialLearningRate: 0, decaySteps: 900, warmupTarget: 0.01, warmupSteps: 100,
 * });
 * [0, 50, 100, 550, 1000].map(schedule.at) // 0, 0.005, 0.01, 0.005, 0
 * @see CosineDecay of Keras; Loshchilov and Hutter, "SGDR", ICLR 2017; for the warm-up Goyal et
 * al., "Accurate, large minibatch SGD", 2017
 */
export function cosineDecay(options: CosineDecayOptions): Schedule {
  const { initialLearningRate, decaySteps, alpha = 0, warmupTarget, warmupSteps = 0 } = options;
  checkNumber('initialLearningRate', initialLearningRate, { least: 0 });
  checkNumber('decaySteps', decaySteps, { above: 0 });
  checkNumber('alpha', alpha, { least: 0, most: 1 });
  checkNumber('warmupSteps', warmupSteps, { least: 0 });
  if (warmupTarget !== undefined) checkNumber('warmupTarget', warmupTarget, { least: 0 });
  else if (warmupSteps > 0) {
    throw new ValueError(`warmupSteps is ${warmupSteps}, and there is no warmupTarget`, {
      hint: 'Give warmupTarget: the learning rate at the end of the warm-up.',
    });
  }
  const peak = warmupTarget ?? initialLearningRate;
  return {
    name: 'cosineDecay',
    config: {
      ...{ initialLearningRate, decaySteps, alpha, warmupSteps },
      ...(warmupTarget !== undefined && { warmupTarget }),
    },
    at: (step) => {
      if (step < warmupSteps) {
        return initialLearningRate + (peak - initialLearningRate) * (step / warmupSteps);
      }
      const progress = Math.min(1, (step - warmupSteps) / decaySteps);
      return peak * ((1 - alpha) * 0.5 * (1 + Math.cos(Math.PI * progress)) + alpha);
    },
  };
}
