export type { Label, Labels } from './base/labels.ts';
export type { Split, Splits } from './base/splits.ts';
export { type DriftBetweenOptions, driftBetween } from './drift/driftBetween.ts';
export { type DriftOfSplitOptions, driftOfSplit, type PairDrift } from './drift/driftOfSplit.ts';
export type { DriftOptions } from './drift/driftOptions.ts';
export type {
  CategoryShare,
  ClassifierDrift,
  ColumnDrift,
  Difference,
  Drift,
  DriftStrength,
  MissingDrift,
  ValuesDrift,
} from './drift/driftReport.ts';
export type { FoldOptions, StratifiedFoldOptions } from './folds/foldOptions.ts';
export { groupKFold } from './folds/groupKFold.ts';
export { kFold } from './folds/kFold.ts';
export { predefinedSplit } from './folds/predefinedSplit.ts';
export {
  type RepeatedFoldOptions,
  type RepeatedStratifiedFoldOptions,
  type RepeatOptions,
  repeatedKFold,
  repeatedStratifiedKFold,
} from './folds/repeatedKFold.ts';
export { stratifiedGroupKFold } from './folds/stratifiedGroupKFold.ts';
export { stratifiedKFold } from './folds/stratifiedKFold.ts';
export type { HoldOutOptions } from './holdOut/holdOut.ts';
export { type HoldOutAdvice, holdOutAdvice } from './holdOut/holdOutAdvice.ts';
export type { PartSize, TrainTestSizes } from './holdOut/partSizes.ts';
export {
  groupShuffleSplit,
  type ShuffleSplitOptions,
  type StratifiedShuffleSplitOptions,
  shuffleSplit,
  stratifiedShuffleSplit,
} from './holdOut/shuffleSplit.ts';
export { type TrainTestSplitOptions, trainTestSplit } from './holdOut/trainTestSplit.ts';
export {
  type TrainValidationTestSplit,
  type TrainValidationTestSplitOptions,
  trainValidationTestSplit,
} from './holdOut/trainValidationTestSplit.ts';
export { leaveOneGroupOut, leaveOneOut, leavePGroupsOut, leavePOut } from './leaveOut/leaveOut.ts';
export type { ColumnLike, MatrixLike, RowsLike, TableLike } from './rows/columns.ts';
export { duplicateGroups } from './rows/duplicateGroups.ts';
export { type TargetBinsOptions, targetBins } from './rows/targetBins.ts';
export { type PurgedKFoldOptions, purgedKFold } from './series/purgedKFold.ts';
export { type RollingOriginOptions, rollingOrigin } from './series/rollingOrigin.ts';
export { type TimeSeriesSplitOptions, timeSeriesSplit } from './series/timeSeriesSplit.ts';
