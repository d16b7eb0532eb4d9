// Cross-validation of nets: a model of its own, and preprocessing of its own, for each fold.
import type { Table } from '../table/table.ts';
import { type CrossValidationOptions, crossValidateWith } from './crossValidateWith.ts';
import type { CrossValidation } from './crossValidation.ts';
import { checkedFoldData, type FoldData, type FoldFeatures } from './foldData.ts';
import {
  checkPreprocess,
  type FoldMatrix,
  type Preprocess,
  type PreprocessInput,
} from './preprocess.ts';
import {
  type BuildModel,
  checkFoldFitOptions,
  type FoldContext,
  type FoldFitOptions,
  trainFold,
} from './trainFold.ts';

/** What `crossValidate` is told. */
export interface CrossValidateOptions<X extends FoldFeatures = FoldFeatures, P = unknown>
  extends CrossValidationOptions {
  /**
   * How each fold is trained; default as in `fit`. Give a function where something must be new in each
   * fold (callbacks, streaming metrics) or follows from it (class weights of `yTrain`).
   */
  readonly fit?: FoldFitOptions | ((context: FoldContext<P>) => FoldFitOptions);
  /** Fits preprocessing on the train rows of a fold; default none. */
  readonly preprocess?: Preprocess<PreprocessInput<X>>;
  /** Whether the train rows are predicted and scored as well; default false. */
  readonly trainScores?: boolean;
  /** Handed on to `buildModel` and `fit`, such as the width of a net. */
  readonly parameters?: P;
}

/**
 * Cross-validates a net: for each fold a new model, trained on its train rows and scored on the others.
 *
 * Each fold fits its preprocessing on its train rows alone, and draws initial weights, order and dropout
 * from a seed that follows from `seed` and the fold's number: the same seed gives the same numbers.
 * For other learners take `crossValidateWith`.
 *
 * @param buildModel gives a new compiled model with one output
 * @param data all rows, before preprocessing
 * @returns scores, their mean and spread, and the predictions of each row by a model that had not seen it
 * @throws {ShapeError | ValueError | DataError} when data, splits, metrics and options do not fit each other
 * @throws {FoldError} when a fold fails; it names the fold, and the metric where that is not defined
 * @throws {InterruptedError} when `signal` stops it
 * @example
 * const { scores, outOfFold } = await crossValidate(
 *   ({ inputShape }) => {
 *     const model = tf.sequential();
 *     model.add(tf.layers.dense({ units: 16, activation: 'relu', inputShape: [...inputShape] }));
 *     model.add(tf.layers.dense({ units: 1 }));
 *     model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
 *     return model;
 *   },
 *   { x, y },
 *   {
 *     splits: kFold(y.length, { shuffle: true, seed: 1 }),
 *     metrics: [getMetric('meanAbsoluteError')],
 *     preprocess: (train) => new StandardScaler().fit(train),
 *     fit: { epochs: 50 },
 *     seed: 1,
 *   },
 * );
 * scores.meanAbsoluteError; // { mean, standardDeviation, values }
 * @see sklearn.model_selection.cross_validate, cross_val_predict
 */
export async function crossValidate<X extends FoldFeatures, P = undefined>(
  buildModel: BuildModel<P>,
  data: FoldData<X>,
  options: CrossValidateOptions<X, P>,
): Promise<CrossValidation> {
  const checked = checkedFoldData(data);
  checkPreprocess(checked.x, options.preprocess !== undefined);
  const { fit = {}, trainScores = false } = options;
  if (typeof fit !== 'function') checkFoldFitOptions(fit);
  const training = {
    buildModel,
    preprocess: options.preprocess as Preprocess<Table & FoldMatrix> | undefined,
    fit,
    trainScores,
    parameters: options.parameters as P,
  };
  const seen = new WeakSet<object>();
  return crossValidateWith((fold) => trainFold(fold, checked, training, seen), checked.y, options);
}
