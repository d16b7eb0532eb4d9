// Loads any saved transformer by the kind that its state names.
import { LabelBinarizer } from './encoders/labelBinarizer.ts';
import { LabelEncoder } from './encoders/labelEncoder.ts';
import { OneHotEncoder } from './encoders/oneHotEncoder.ts';
import { OrdinalEncoder } from './encoders/ordinalEncoder.ts';
import { TargetEncoder } from './encoders/targetEncoder.ts';
import { SimpleImputer } from './imputers/simpleImputer.ts';
import { Binarizer } from './scalers/binarizer.ts';
import { KBinsDiscretizer } from './scalers/kBinsDiscretizer.ts';
import { MaxAbsScaler } from './scalers/maxAbsScaler.ts';
import { MinMaxScaler } from './scalers/minMaxScaler.ts';
import { Normalizer } from './scalers/normalizer.ts';
import { PolynomialFeatures } from './scalers/polynomialFeatures.ts';
import { PowerTransformer } from './scalers/powerTransformer.ts';
import { QuantileTransformer } from './scalers/quantileTransformer.ts';
import { RobustScaler } from './scalers/robustScaler.ts';
import { StandardScaler } from './scalers/standardScaler.ts';
import { StateReader } from './state/stateReader.ts';

/** Any transformer of rows or labels of this package. */
export type AnyTransformer =
  | Binarizer
  | KBinsDiscretizer
  | LabelBinarizer
  | LabelEncoder
  | MaxAbsScaler
  | MinMaxScaler
  | Normalizer
  | OneHotEncoder
  | OrdinalEncoder
  | PolynomialFeatures
  | PowerTransformer
  | QuantileTransformer
  | RobustScaler
  | SimpleImputer
  | StandardScaler
  | TargetEncoder;

type Kind = ReturnType<AnyTransformer['toJSON']>['kind'];

/** The type asks for every kind that a state can name. */
const LOADERS: Readonly<Record<Kind, (state: unknown) => AnyTransformer>> = {
  Binarizer: Binarizer.fromJSON,
  KBinsDiscretizer: KBinsDiscretizer.fromJSON,
  LabelBinarizer: LabelBinarizer.fromJSON,
  LabelEncoder: LabelEncoder.fromJSON,
  MaxAbsScaler: MaxAbsScaler.fromJSON,
  MinMaxScaler: MinMaxScaler.fromJSON,
  Normalizer: Normalizer.fromJSON,
  OneHotEncoder: OneHotEncoder.fromJSON,
  OrdinalEncoder: OrdinalEncoder.fromJSON,
  PolynomialFeatures: PolynomialFeatures.fromJSON,
  PowerTransformer: PowerTransformer.fromJSON,
  QuantileTransformer: QuantileTransformer.fromJSON,
  RobustScaler: RobustScaler.fromJSON,
  SimpleImputer: SimpleImputer.fromJSON,
  StandardScaler: StandardScaler.fromJSON,
  TargetEncoder: TargetEncoder.fromJSON,
};

/**
 * Loads a transformer from its state, whichever class saved it. (A `TablePreprocessor` is loaded by
 * its own `fromJSON`.)
 *
 * @param state what `toJSON` gave, after JSON.parse
 * @throws {FileError} when the state is damaged, of an unknown kind or of a newer version
 * @example
 * const text = JSON.stringify(new MinMaxScaler().fit([[0], [2]]));
 * transformerFromJSON(JSON.parse(text)) instanceof MinMaxScaler // true
 */
export function transformerFromJSON(state: unknown): AnyTransformer {
  const kinds = Object.keys(LOADERS) as Kind[];
  return LOADERS[new StateReader(state, 'a transformer').oneOf('kind', kinds)](state);
}
