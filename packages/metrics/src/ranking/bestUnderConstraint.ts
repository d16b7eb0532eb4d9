// The best that a detector can do on one side while it keeps a promise on the other.
import { ValueError } from '@dlqr/core/errors';
import type { LabelInput, NumericInput } from '../inputs/tensorLike.ts';
import { type CurveOptions, readBinaryScores } from './binaryScores.ts';
import { last, requireBothClasses, thresholdCounts, withOrigin } from './thresholdCounts.ts';

/** What a threshold achieves. */
export interface Rates {
  /** The share of positives that are found: recall. */
  readonly sensitivity: number;
  /** The share of negatives that raise no alarm. */
  readonly specificity: number;
  /** The share of alarms that are right; NaN where there are none. */
  readonly precision: number;
}

/**
 * The largest value of one rate over all thresholds that keep another at or above a floor.
 *
 * @returns 0 where no threshold keeps it
 * @throws {ValueError} when the floor is not between 0 and 1
 */
export function bestUnderConstraint(
  yTrue: LabelInput,
  yScore: NumericInput,
  options: CurveOptions,
  wanted: { readonly rate: keyof Rates; readonly floorOf: keyof Rates; readonly floor: number },
): number {
  const { rate, floorOf, floor } = wanted;
  if (!(floor >= 0 && floor <= 1)) {
    throw new ValueError(`${floorOf} is ${floor}; expected a number from 0 to 1`);
  }
  let best = 0;
  for (const rates of ratesAtThresholds(yTrue, yScore, options)) {
    // Where nothing alarms, precision is NaN and no comparison holds.
    if (rates[floorOf] >= floor && rates[rate] > best) best = rates[rate];
  }
  return best;
}

/**
 * The rates at every threshold, from the strictest (no alarm at all) to the most lenient.
 *
 * @throws {UndefinedMetricError} when yTrue holds one class only
 */
export function ratesAtThresholds(
  yTrue: LabelInput,
  yScore: NumericInput,
  options: CurveOptions,
): Rates[] {
  const counts = withOrigin(thresholdCounts(readBinaryScores(yTrue, yScore, options)));
  requireBothClasses(counts, 'a rate at a threshold');
  const numPositives = last(counts.truePositives);
  const numNegatives = last(counts.falsePositives);
  return Array.from(counts.truePositives, (found, at) => {
    const alarms = counts.falsePositives[at] as number;
    return {
      sensitivity: found / numPositives,
      specificity: (numNegatives - alarms) / numNegatives,
      precision: found / (found + alarms),
    };
  });
}
