// Trains a regressor: the net, and intervals calibrated on rows that it was not fitted to.
import type { FitHistory } from '@dlqr/core';
import { conformalHalfWidth } from './conformalInterval.ts';
import type { RegressionRecipe } from './recipe.ts';
import type { RegressionData } from './regressionData.ts';
import { Regressor } from './regressor.ts';
import { type TrainRegressionOptions, trainRegressionNet } from './trainRegressionNet.ts';

/** What `trainRegressor` may be told beside the recipe. */
export interface TrainRegressorOptions extends TrainRegressionOptions {
  /** The share of new targets that the intervals should cover, 0 to 1; default 0.9. */
  readonly confidence?: number;
}

/**
 * Trains a net and calibrates its prediction intervals on the validation rows.
 *
 * @throws {InterruptedError} when `signal` stops it, after a checkpoint was saved
 * @example
 * const data = prepareRegression(table, { target: 'quality', seed: 1 });
 * const { regressor } = await trainRegressor(data, defaultRecipe(data.train.y.length), { seed: 1 });
 * await regressor.save('model');
 */
export async function trainRegressor(
  data: RegressionData,
  recipe: RegressionRecipe,
  options: TrainRegressorOptions,
): Promise<{ regressor: Regressor; history: FitHistory }> {
  const { confidence = 0.9, ...training } = options;
  const { train, validation, preprocessor, target } = data;
  const { model, history } = await trainRegressionNet(train, validation, recipe, training);
  const parts = { model, preprocessor, target, confidence };
  const uncalibrated = new Regressor({ ...parts, intervalHalfWidth: Number.POSITIVE_INFINITY });
  const predicted = await uncalibrated.predictFeatures(validation.x);
  const errors = predicted.map((value, row) => Math.abs(value - (validation.y[row] as number)));
  const intervalHalfWidth = conformalHalfWidth(errors, confidence);
  return { regressor: new Regressor({ ...parts, intervalHalfWidth }), history };
}
