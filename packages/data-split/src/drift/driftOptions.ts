// What the comparison of two parts may be told.
import { ValueError } from '@dlqr/core/errors';
import { checkCount } from '../base/checks.ts';

/** How sure and how large a difference has to be, and how hard to look for it. */
export interface DriftOptions {
  /** The rate of false alarms over everything that is tested together, 0 to 1; default 0.05. */
  readonly significance?: number;
  /** The smallest effect that counts as drift, 0 to 1; default 0.1. Smaller ones are `slight`. */
  readonly smallestEffect?: number;
  /** Whether a classifier looks for what no single column shows; default true. */
  readonly classifier?: boolean;
  /** Rows of each part that the classifier is given at most, drawn at random; default 400. */
  readonly classifierRows?: number;
  /** Seed of that draw and of the classifier's permutations; default 0. */
  readonly seed?: number;
}

/** The same with the defaults. */
export type CheckedDriftOptions = Required<DriftOptions>;

/** @throws {ValueError} when a number is out of its range */
export function checkDriftOptions(options: DriftOptions): CheckedDriftOptions {
  const checked: CheckedDriftOptions = {
    significance: options.significance ?? 0.05,
    smallestEffect: options.smallestEffect ?? 0.1,
    classifier: options.classifier ?? true,
    classifierRows: options.classifierRows ?? 400,
    seed: options.seed ?? 0,
  };
  for (const name of ['significance', 'smallestEffect'] as const) {
    const value = checked[name];
    if (value > 0 && value < 1) continue;
    throw new ValueError(`${name} is ${value}; expected a number above 0 and below 1`);
  }
  checkCount('classifierRows', checked.classifierRows, 10);
  return checked;
}
