// How good probabilities and the decisions made from them are.
import {
  accuracyScore,
  averagePrecisionScore,
  balancedAccuracyScore,
  brierScoreLoss,
  expectedCalibrationError,
  f1Score,
  logLoss,
  matthewsCorrcoef,
  precisionScore,
  recallScore,
  rocAucScore,
  thresholdLabels,
} from '@dlqr/metrics';

/** Quality by name. The first five are of the probabilities, the others of the decisions. */
export interface BinaryQuality {
  readonly [metric: string]: number;
  readonly rocAuc: number;
  readonly averagePrecision: number;
  readonly logLoss: number;
  readonly brierScore: number;
  readonly expectedCalibrationError: number;
  readonly accuracy: number;
  readonly balancedAccuracy: number;
  readonly precision: number;
  /** Also called sensitivity. */
  readonly recall: number;
  readonly specificity: number;
  readonly f1: number;
  readonly matthewsCorrcoef: number;
}

/**
 * The quality of probabilities, and of the decisions at a threshold.
 *
 * @param yTrue 0 or 1, both of them, [rows]
 * @param probabilities of the positive class, [rows]
 * @throws {UndefinedMetricError} when `yTrue` holds one class only
 * @example binaryQuality([0, 0, 1, 1], Float64Array.of(0.1, 0.4, 0.35, 0.8), 0.5).accuracy // 0.75
 */
export function binaryQuality(
  yTrue: ArrayLike<number>,
  probabilities: Float64Array,
  threshold: number,
): BinaryQuality {
  const decisions = thresholdLabels(probabilities, threshold);
  return {
    rocAuc: rocAucScore(yTrue, probabilities),
    averagePrecision: averagePrecisionScore(yTrue, probabilities),
    logLoss: logLoss(yTrue, probabilities),
    brierScore: brierScoreLoss(yTrue, probabilities),
    expectedCalibrationError: expectedCalibrationError(yTrue, probabilities, { labels: [0, 1] }),
    accuracy: accuracyScore(yTrue, decisions),
    balancedAccuracy: balancedAccuracyScore(yTrue, decisions),
    precision: precisionScore(yTrue, decisions),
    recall: recallScore(yTrue, decisions),
    specificity: recallScore(yTrue, decisions, { posLabel: 0 }),
    f1: f1Score(yTrue, decisions),
    matthewsCorrcoef: matthewsCorrcoef(yTrue, decisions),
  };
}
