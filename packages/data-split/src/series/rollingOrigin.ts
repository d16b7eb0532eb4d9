// Backtests as a forecaster would have lived them: forecast, wait, learn more, forecast again.
import { ValueError } from '@dlqr/core/errors';
import { checkCount, checkRows } from '../base/checks.ts';
import { type Splits, splitsOf } from '../base/splits.ts';
import { origins } from './timeSeriesSplit.ts';

/** What `rollingOrigin` is told; all in rows. */
export interface RollingOriginOptions {
  /** Training rows of the first split, 1 or more. */
  readonly initialTrainSize: number;
  /** How far ahead is forecast: the rows of each test part; default 1. */
  readonly horizon?: number;
  /** How far the origin moves from split to split; default `horizon`, so that each row is tested once. */
  readonly step?: number;
  /** Rows left out between training and test, whose targets reach into the test part; default 0. */
  readonly gap?: number;
  /** Only so many of the latest rows train (a sliding window); default all (an expanding window). */
  readonly maxTrainSize?: number;
}

/**
 * Splits whose origin, the moment of the forecast, moves through the series.
 *
 * Unlike `timeSeriesSplit`, which divides the series into a given number of parts, this follows from
 * how the forecast is used: how far ahead and how often. Rows at the end that do not fill a horizon
 * are not tested.
 *
 * @param numRows at least `initialTrainSize + gap + horizon`
 * @returns `1 + floor((numRows - initialTrainSize - gap - horizon) / step)` splits; indices ascend
 * @throws {ValueError} when the rows do not suffice for one split
 * @example
 * [...rollingOrigin(6, { initialTrainSize: 3, horizon: 2, step: 1 })]
 * // [{ train: [0, 1, 2], test: [3, 4] }, { train: [0, 1, 2, 3], test: [4, 5] }]
 * @see Hyndman and Athanasopoulos, "Forecasting: Principles and Practice", time series cross-validation
 */
export function rollingOrigin(numRows: number, options: RollingOriginOptions): Splits {
  const { initialTrainSize, horizon = 1, gap = 0, maxTrainSize = numRows } = options;
  const step = options.step ?? horizon;
  checkRows(numRows);
  checkCount('initialTrainSize', initialTrainSize, 1);
  checkCount('horizon', horizon, 1);
  checkCount('step', step, 1);
  checkCount('gap', gap, 0);
  checkCount('maxTrainSize', maxTrainSize, 1);
  const firstTest = initialTrainSize + gap;
  const lastTest = numRows - horizon;
  if (lastTest < firstTest) {
    throw new ValueError(
      `${numRows} rows do not suffice for ${initialTrainSize} training rows, a gap of ${gap} and a horizon of ${horizon}; expected at least ${firstTest + horizon}`,
    );
  }
  const numSplits = 1 + Math.floor((lastTest - firstTest) / step);
  return splitsOf(numSplits, () =>
    origins({ firstTest, lastTest, step, testSize: horizon, gap, maxTrainSize }),
  );
}
