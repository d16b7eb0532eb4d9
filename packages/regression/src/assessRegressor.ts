// Measures a regressor: quality on every part, baselines beside it, intervals, what it relies on.
import { meanAbsoluteError } from '@dlqr/metrics';
import { baselinePredictions } from './baselines.ts';
import { coverageOf } from './conformalInterval.ts';
import { type ErrorDifference, errorDifference, meanInterval } from './errorDifference.ts';
import { type ColumnImportance, permutationImportance } from './permutationImportance.ts';
import type { RegressionData } from './regressionData.ts';
import { type RegressionQuality, regressionQuality } from './regressionQuality.ts';
import type { Regressor } from './regressor.ts';
import type { Samples } from './samples.ts';

/** What was measured of a regressor; errors are in the target's own unit. */
export interface RegressionAssessment {
  readonly quality: Readonly<Record<'train' | 'validation' | 'test', RegressionQuality>>;
  /** 95 % bootstrap interval of the mean absolute error on test rows. */
  readonly testErrorInterval: { readonly low: number; readonly high: number };
  /** Quality of the baselines on test rows. */
  readonly baselines: Readonly<Record<'median' | 'linear', RegressionQuality>>;
  /** The regressor against the better baseline, on test rows. */
  readonly comparison: ErrorDifference & { readonly baseline: 'median' | 'linear' };
  /** How many test targets lie in their intervals, 0 to 1; to be held against the confidence. */
  readonly coverage: number;
  /** Truth and prediction of the test rows, [rows]. */
  readonly test: { readonly yTrue: Float64Array; readonly yPred: Float64Array };
}

/**
 * Measures a regressor on all parts of its data.
 *
 * @throws {InterruptedError} when `signal` stops it
 */
export async function assessRegressor(
  regressor: Regressor,
  data: RegressionData,
  options: { readonly seed: number; readonly signal?: AbortSignal },
): Promise<RegressionAssessment> {
  const predict = ({ x }: Samples) => regressor.predictFeatures(x, options);
  const yTest = Float64Array.from(data.test.y);
  const yPred = await predict(data.test);
  const baseline = baselinePredictions(data.train, data.test.x);
  const baselines = {
    median: regressionQuality(yTest, baseline.median),
    linear: regressionQuality(yTest, baseline.linear),
  };
  const better =
    baselines.linear.meanAbsoluteError <= baselines.median.meanAbsoluteError ? 'linear' : 'median';
  const { intervalHalfWidth } = regressor.parts;
  const errors = yPred.map((value, row) => Math.abs(value - (yTest[row] as number)));
  const { low, high } = meanInterval(errors, options.seed);
  return {
    quality: {
      train: regressionQuality(Float64Array.from(data.train.y), await predict(data.train)),
      validation: regressionQuality(
        Float64Array.from(data.validation.y),
        await predict(data.validation),
      ),
      test: regressionQuality(yTest, yPred),
    },
    testErrorInterval: { low, high },
    baselines,
    comparison: {
      baseline: better,
      ...errorDifference(yTest, yPred, baseline[better], options.seed),
    },
    coverage: coverageOf(
      yTest,
      yPred.map((value) => value - intervalHalfWidth),
      yPred.map((value) => value + intervalHalfWidth),
    ),
    test: { yTrue: yTest, yPred },
  };
}

/** At most so many rows measure importance: more change nothing that can be seen. */
const MAX_IMPORTANCE_ROWS = 5000;

/**
 * The permutation importance of each column on test rows, as the rise of the mean absolute error.
 *
 * @throws {InterruptedError} when `signal` stops it
 */
export async function columnImportance(
  regressor: Regressor,
  { test, preprocessor }: RegressionData,
  options: { readonly seed: number; readonly signal?: AbortSignal },
): Promise<ColumnImportance[]> {
  const numRows = Math.min(test.y.length, MAX_IMPORTANCE_ROWS);
  const { numColumns } = test.x;
  const x = { numRows, numColumns, values: test.x.values.subarray(0, numRows * numColumns) };
  const y = test.y.subarray(0, numRows);
  return permutationImportance(
    x,
    preprocessor.sourceColumns,
    async (shuffled) => meanAbsoluteError(y, await regressor.predictFeatures(shuffled, options)),
    { seed: options.seed },
  );
}
