export { type CrossValidateOptions, crossValidate } from './crossValidate.ts';
export {
  type CrossValidationOptions,
  crossValidateWith,
  type Fold,
  type FoldLearner,
  type FoldPredictions,
} from './crossValidateWith.ts';
export type { CrossValidation, FoldResult, OutOfFold } from './crossValidation.ts';
export {
  diagnoseFit,
  type FitDiagnosis,
  type FitScores,
  type FitVerdict,
  type ScoreGap,
  type ScoreOrScores,
} from './diagnoseFit.ts';
export type { FoldData, FoldFeatures } from './foldData.ts';
export { FoldError } from './foldError.ts';
export type { FoldMetric, ScoredValues } from './foldMetric.ts';
export type { FoldModule } from './foldModule.ts';
export type { FoldRows } from './foldRows.ts';
export {
  type LearningCurveOptions,
  type LearningCurveRun,
  learningCurve,
} from './learningCurve.ts';
export type { MatrixRows, NumericRows, RowsInput } from './numericRows.ts';
export type { FittedPreprocessing, FoldMatrix, Preprocess, PreprocessInput } from './preprocess.ts';
export type { ScoreSummary } from './scoreSummary.ts';
export type { BuildModel, FoldContext, FoldFitOptions } from './trainFold.ts';
export {
  type CurvePoint,
  type ValidationCurveOptions,
  validationCurve,
} from './validationCurve.ts';
