import type { LabelInput, NumericInput } from '../inputs/tensorLike.ts';
import { ratesAtThresholds } from './bestUnderConstraint.ts';
import type { CurveOptions } from './binaryScores.ts';

/**
 * Youden's J: how far above the diagonal the ROC curve gets.
 *
 * One number for the best threshold where both kinds of error weigh the same, whatever the shares of
 * the classes: twice the best balanced accuracy, minus 1.
 *
 * max over thresholds(sensitivity + specificity - 1)
 *
 * @param yTrue true labels, [samples]
 * @param yScore scores, higher for the positive class, [samples]; need not be probabilities
 * @returns 0 to 1; 1 is perfect
 * @throws {ShapeError} when the lengths differ, there are no samples, or scores have several columns
 * @throws {UndefinedMetricError} when yTrue holds one class only
 * @throws {ValueError} when the positive label is not clear, a score is not finite, or weights are
 *   negative or all 0
 * @example youdenIndex([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]) // 0.5
 * @see Youden, "Index for rating diagnostic tests", Cancer 3, 1950
 */
export function youdenIndex(
  yTrue: LabelInput,
  yScore: NumericInput,
  options: CurveOptions = {},
): number {
  const rates = ratesAtThresholds(yTrue, yScore, options);
  return rates.reduce(
    (best, { sensitivity, specificity }) => Math.max(best, sensitivity + specificity - 1),
    0,
  );
}
