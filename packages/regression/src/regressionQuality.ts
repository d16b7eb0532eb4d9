// How good predictions are, in the target's own unit.
import {
  explainedVarianceScore,
  maxError,
  meanAbsoluteError,
  meanSquaredError,
  medianAbsoluteError,
  r2Score,
  rootMeanSquaredError,
} from '@dlqr/metrics';

/** Quality by name; errors in the target's own unit (squared for the mean squared error). */
export interface RegressionQuality {
  readonly [metric: string]: number;
  readonly meanAbsoluteError: number;
  readonly rootMeanSquaredError: number;
  readonly meanSquaredError: number;
  readonly medianAbsoluteError: number;
  readonly maxError: number;
  readonly r2: number;
  readonly explainedVariance: number;
}

/**
 * The quality of predictions.
 *
 * @param yTrue [rows], at least two
 * @param yPred [rows]
 * @example regressionQuality([1, 2, 3], [1, 2, 4]).meanAbsoluteError // 0.333…
 */
export function regressionQuality(
  yTrue: Float64Array | readonly number[],
  yPred: Float64Array | readonly number[],
): RegressionQuality {
  return {
    meanAbsoluteError: meanAbsoluteError(yTrue, yPred),
    rootMeanSquaredError: rootMeanSquaredError(yTrue, yPred),
    meanSquaredError: meanSquaredError(yTrue, yPred),
    medianAbsoluteError: medianAbsoluteError(yTrue, yPred),
    maxError: maxError(yTrue, yPred),
    r2: r2Score(yTrue, yPred),
    explainedVariance: explainedVarianceScore(yTrue, yPred),
  };
}
