// Every transformer, fitted on small data with its options off their defaults where that shows in the state.
import { LabelBinarizer } from '../encoders/labelBinarizer.ts';
import { LabelEncoder } from '../encoders/labelEncoder.ts';
import { OneHotEncoder } from '../encoders/oneHotEncoder.ts';
import { OrdinalEncoder } from '../encoders/ordinalEncoder.ts';
import { TargetEncoder } from '../encoders/targetEncoder.ts';
import { SimpleImputer } from '../imputers/simpleImputer.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { Binarizer } from '../scalers/binarizer.ts';
import { KBinsDiscretizer } from '../scalers/kBinsDiscretizer.ts';
import { MaxAbsScaler } from '../scalers/maxAbsScaler.ts';
import { MinMaxScaler } from '../scalers/minMaxScaler.ts';
import { Normalizer } from '../scalers/normalizer.ts';
import { PolynomialFeatures } from '../scalers/polynomialFeatures.ts';
import { PowerTransformer } from '../scalers/powerTransformer.ts';
import { QuantileTransformer } from '../scalers/quantileTransformer.ts';
import { RobustScaler } from '../scalers/robustScaler.ts';
import { StandardScaler } from '../scalers/standardScaler.ts';
import type { AnyTransformer } from '../transformerFromJSON.ts';

/** Numbers without a short decimal form, a constant column, and one with a missing value. */
const NUMBERS: readonly (readonly number[])[] = [
  [0.1, 5, 1 / 3],
  [0.2, 5, Number.NaN],
  [1e-7, 5, -2.5],
  [Math.PI, 5, 1e6 / 7],
  [2, 5, 0.25],
];
/** The same without the missing value. */
const COMPLETE: readonly (readonly number[])[] = NUMBERS.map((row) =>
  row.map((value) => (Number.isNaN(value) ? -0.75 : value)),
);
const TEXTS: readonly (readonly (string | number | boolean | null)[])[] = [
  ['red', 1],
  ['blue', 2],
  ['red', null],
  [null, 2],
  ['grün', true],
];
const CLASSES = ['b', 'a', 'c', 'a'];
const TARGETS = [0.1, 1 / 3, 2, -1, 0.7];

/** A fitted transformer, a new one of its class, and something to transform. */
export interface FittedCase {
  readonly fitted: AnyTransformer;
  readonly fresh: AnyTransformer;
  /** Transforms; the output as one list of numbers. */
  readonly apply: (transformer: AnyTransformer) => number[];
}

type RowTransformer = AnyTransformer & { transform(x: readonly (readonly number[])[]): Matrix };

function onRows(fitted: RowTransformer, fresh: RowTransformer, rows = NUMBERS): FittedCase {
  return {
    fitted,
    fresh,
    apply: (transformer) => [...(transformer as RowTransformer).transform(rows).values],
  };
}

type TextTransformer = AnyTransformer & { transform(rows: typeof TEXTS): Matrix };

function onTexts(fitted: TextTransformer, fresh: TextTransformer): FittedCase {
  return {
    fitted,
    fresh,
    apply: (transformer) => [...(transformer as TextTransformer).transform(TEXTS).values],
  };
}

/** One case a class, by its name. */
export const FITTED_CASES: Readonly<Record<string, FittedCase>> = {
  Binarizer: onRows(new Binarizer({ threshold: 0.15 }), new Binarizer(), COMPLETE),
  KBinsDiscretizer: onRows(
    new KBinsDiscretizer({ numBins: [2, 3, 4], strategy: 'kMeans' }).fit(COMPLETE),
    new KBinsDiscretizer(),
    COMPLETE,
  ),
  LabelBinarizer: {
    fitted: new LabelBinarizer({ negativeValue: -1, positiveValue: 0.5 }).fit(CLASSES),
    fresh: new LabelBinarizer(),
    apply: (transformer) => [...(transformer as LabelBinarizer).transform(CLASSES).values],
  },
  LabelEncoder: {
    fitted: new LabelEncoder().fit(CLASSES),
    fresh: new LabelEncoder(),
    apply: (transformer) => [...(transformer as LabelEncoder).transform(CLASSES)],
  },
  MaxAbsScaler: onRows(new MaxAbsScaler({ clip: true }).fit(NUMBERS), new MaxAbsScaler()),
  MinMaxScaler: onRows(
    new MinMaxScaler({ featureRange: [-0.3, 0.7], clip: true }).fit(NUMBERS),
    new MinMaxScaler(),
  ),
  Normalizer: onRows(new Normalizer({ norm: 'l1' }), new Normalizer(), COMPLETE),
  OneHotEncoder: onTexts(
    new OneHotEncoder({ maxCategories: 3, drop: 'ifBinary', handleUnknown: 'ignore' }).fit(TEXTS),
    new OneHotEncoder(),
  ),
  OrdinalEncoder: onTexts(
    new OrdinalEncoder({ unknownValue: -1, minFrequency: 0.3 }).fit(TEXTS),
    new OrdinalEncoder(),
  ),
  PolynomialFeatures: onRows(
    new PolynomialFeatures({ degree: [2, 3], includeBias: false }).fit(COMPLETE),
    new PolynomialFeatures(),
    COMPLETE,
  ),
  PowerTransformer: onRows(new PowerTransformer().fit(NUMBERS), new PowerTransformer()),
  QuantileTransformer: onRows(
    new QuantileTransformer({ outputDistribution: 'normal', numQuantiles: 3 }).fit(NUMBERS),
    new QuantileTransformer(),
  ),
  RobustScaler: onRows(
    new RobustScaler({ quantileRange: [10, 80], unitVariance: true }).fit(NUMBERS),
    new RobustScaler(),
  ),
  SimpleImputer: onRows(
    new SimpleImputer({ strategy: 'median', addIndicator: true }).fit(NUMBERS),
    new SimpleImputer(),
  ),
  StandardScaler: onRows(new StandardScaler().fit(NUMBERS), new StandardScaler()),
  TargetEncoder: onTexts(
    new TargetEncoder({ smooth: 0.3 }).fit(TEXTS, TARGETS),
    new TargetEncoder(),
  ),
};
