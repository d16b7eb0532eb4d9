// A learning rate that drops when a monitored value no longer gets better; it has a memory.
import { ValueError } from '../errors/index.ts';
import { checkNumber } from './checkNumber.ts';
import type { Schedule } from './schedule.ts';

/** The options of `plateau`. */
export interface PlateauOptions {
  /** The rate until the first drop; at least 0. */
  readonly initialLearningRate: number;
  /** What a drop multiplies the rate by; above 0 and below 1, default 0.1. */
  readonly factor?: number;
  /** Observations without improvement until a drop; a whole number of at least 1, default 10. */
  readonly patience?: number;
  /** What counts as improvement: a change larger than this; at least 0, default 0.0001. */
  readonly minDelta?: number;
  /** Observations after a drop that are not counted; a whole number, default 0. */
  readonly cooldown?: number;
  /** The rate never drops below it; at least 0, default 0. */
  readonly minLearningRate?: number;
  /** Whether small ('min') or large ('max') observed values are good; default 'min'. */
  readonly direction?: 'min' | 'max';
}

type Config = {
  -readonly [Name in keyof PlateauOptions]-?: Exclude<PlateauOptions[Name], undefined>;
};

/** What a plateau schedule remembers; fit for JSON. */
export interface PlateauState {
  readonly learningRate: number;
  /** The best value so far; null before the first one. */
  readonly best: number | null;
  readonly numWithoutImprovement: number;
  readonly cooldownLeft: number;
}

/** A schedule that is told how the training goes. */
export interface PlateauSchedule extends Schedule {
  /**
   * Takes a new value of what is monitored, usually the validation loss of an epoch.
   *
   * @param value NaN counts as no improvement
   * @returns whether the learning rate dropped
   */
  observe(value: number): boolean;
  getState(): PlateauState;
  setState(state: PlateauState): void;
}

/**
 * A learning rate that drops when an observed value has stopped getting better.
 *
 * `at` gives the present rate whatever the step. Its state is not part of an optimizer's: whoever
 * calls `observe` saves `getState()` beside the checkpoint.
 *
 * @throws {ValueError} when an option is out of its range
 * @example
 * const schedule = plateau({ initialLearningRate: 0.1, patience: 2 });
 * [0.5, 0.4, 0.41, 0.42].map((loss) => schedule.observe(loss)) // false, false, false, true
 * schedule.at(0) // 0.01
 * @see ReduceLROnPlateau of Keras
 */
export function plateau(options: PlateauOptions): PlateauSchedule {
  const config = checkedConfig(options);
  const { factor, patience, minDelta, cooldown, minLearningRate, direction } = config;
  let state: PlateauState = {
    learningRate: config.initialLearningRate,
    best: null,
    numWithoutImprovement: 0,
    cooldownLeft: 0,
  };
  const improves = (value: number): boolean => {
    if (state.best === null) return !Number.isNaN(value);
    return direction === 'min' ? value < state.best - minDelta : value > state.best + minDelta;
  };
  return {
    name: 'plateau',
    config,
    at: () => state.learningRate,
    observe: (value) => {
      const cooldownLeft = Math.max(0, state.cooldownLeft - 1);
      if (improves(value)) {
        state = { ...state, best: value, numWithoutImprovement: 0, cooldownLeft };
        return false;
      }
      const numWithoutImprovement = cooldownLeft > 0 ? 0 : state.numWithoutImprovement + 1;
      state = { ...state, numWithoutImprovement, cooldownLeft };
      if (numWithoutImprovement < patience || state.learningRate <= minLearningRate) return false;
      const learningRate = Math.max(minLearningRate, state.learningRate * factor);
      state = { ...state, learningRate, numWithoutImprovement: 0, cooldownLeft: cooldown };
      return true;
    },
    getState: () => state,
    setState: (given) => {
      checkNumber('learningRate', given.learningRate, { least: 0 });
      state = { ...given };
    },
  };
}

function checkedConfig(options: PlateauOptions): Config {
  const config = {
    factor: 0.1,
    patience: 10,
    minDelta: 1e-4,
    cooldown: 0,
    minLearningRate: 0,
    direction: 'min' as const,
    ...options,
  };
  checkNumber('initialLearningRate', config.initialLearningRate, { least: 0 });
  checkNumber('factor', config.factor, { above: 0, below: 1 });
  checkNumber('patience', config.patience, { least: 1, whole: true });
  checkNumber('minDelta', config.minDelta, { least: 0 });
  checkNumber('cooldown', config.cooldown, { least: 0, whole: true });
  checkNumber('minLearningRate', config.minLearningRate, { least: 0 });
  if (config.direction !== 'min' && config.direction !== 'max') {
    throw new ValueError(`direction is ${config.direction}; expected 'min' or 'max'`);
  }
  return config;
}
