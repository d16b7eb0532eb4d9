export {
  assessRegressor,
  columnImportance,
  type RegressionAssessment,
} from './assessRegressor.ts';
export { type BaselinePredictions, baselinePredictions } from './baselines.ts';
export { buildRegressionNet, type RegressionNetOptions } from './buildRegressionNet.ts';
export { conformalHalfWidth, coverageOf } from './conformalInterval.ts';
export { type ErrorDifference, errorDifference } from './errorDifference.ts';
export type { Features } from './features.ts';
export { fitLinearRegression, type LinearModel, predictLinear } from './linearRegression.ts';
export {
  type ColumnImportance,
  type PermutationOptions,
  permutationImportance,
} from './permutationImportance.ts';
export {
  DEEP_RECIPE,
  defaultRecipe,
  type RegressionRecipe,
  SHALLOW_RECIPE,
} from './recipe.ts';
export {
  prepareRegression,
  type RegressionData,
  type RegressionDataOptions,
  type SplitKind,
} from './regressionData.ts';
export { type RegressionQuality, regressionQuality } from './regressionQuality.ts';
export { separateTarget, type TargetedTable } from './regressionTarget.ts';
export { type RegressionPrediction, Regressor, type RegressorParts } from './regressor.ts';
export type { Samples } from './samples.ts';
export {
  type TrainedNet,
  type TrainRegressionOptions,
  trainRegressionNet,
} from './trainRegressionNet.ts';
export { type TrainRegressorOptions, trainRegressor } from './trainRegressor.ts';
