export { type Category, type CategoryRows, categoryRows } from './encoders/category.ts';
export { type FrequencyOptions, INFREQUENT } from './encoders/categoryCodes.ts';
export type { CategoryEncoderOptions } from './encoders/categoryEncoder.ts';
export {
  LabelBinarizer,
  type LabelBinarizerOptions,
  type LabelBinarizerState,
  toCategorical,
} from './encoders/labelBinarizer.ts';
export { type ClassLabel, LabelEncoder, type LabelEncoderState } from './encoders/labelEncoder.ts';
export {
  OneHotEncoder,
  type OneHotEncoderOptions,
  type OneHotEncoderState,
} from './encoders/oneHotEncoder.ts';
export {
  OrdinalEncoder,
  type OrdinalEncoderOptions,
  type OrdinalEncoderState,
} from './encoders/ordinalEncoder.ts';
export {
  TargetEncoder,
  type TargetEncoderOptions,
  type TargetEncoderState,
} from './encoders/targetEncoder.ts';
export type { TargetType } from './encoders/targets.ts';
export {
  type ImputerStrategy,
  SimpleImputer,
  type SimpleImputerOptions,
  type SimpleImputerState,
} from './imputers/simpleImputer.ts';
export { columnMatrix, type Matrix, type MatrixLike, matrixOf, toRows } from './matrix/matrix.ts';
export type { BinStrategy } from './numeric/bins.ts';
export type { PowerMethod } from './numeric/powers.ts';
export { Binarizer, type BinarizerOptions, type BinarizerState } from './scalers/binarizer.ts';
export {
  KBinsDiscretizer,
  type KBinsDiscretizerOptions,
  type KBinsDiscretizerState,
} from './scalers/kBinsDiscretizer.ts';
export {
  MaxAbsScaler,
  type MaxAbsScalerOptions,
  type MaxAbsScalerState,
} from './scalers/maxAbsScaler.ts';
export {
  MinMaxScaler,
  type MinMaxScalerOptions,
  type MinMaxScalerState,
} from './scalers/minMaxScaler.ts';
export { Normalizer, type NormalizerOptions, type NormalizerState } from './scalers/normalizer.ts';
export {
  PolynomialFeatures,
  type PolynomialFeaturesOptions,
  type PolynomialFeaturesState,
} from './scalers/polynomialFeatures.ts';
export {
  PowerTransformer,
  type PowerTransformerOptions,
  type PowerTransformerState,
} from './scalers/powerTransformer.ts';
export {
  QuantileTransformer,
  type QuantileTransformerOptions,
  type QuantileTransformerState,
} from './scalers/quantileTransformer.ts';
export {
  RobustScaler,
  type RobustScalerOptions,
  type RobustScalerState,
} from './scalers/robustScaler.ts';
export {
  StandardScaler,
  type StandardScalerOptions,
  type StandardScalerState,
} from './scalers/standardScaler.ts';
export type { JsonNumber } from './state/jsonNumbers.ts';
export type { StateHeader } from './state/stateReader.ts';
export type { DroppedColumn } from './table/columnPlan.ts';
export {
  type TableFeatures,
  TablePreprocessor,
  type TablePreprocessorOptions,
  type TablePreprocessorState,
} from './table/tablePreprocessor.ts';
export { type AnyTransformer, transformerFromJSON } from './transformerFromJSON.ts';
