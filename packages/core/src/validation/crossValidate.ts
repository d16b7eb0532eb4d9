// Cross-validation of nets: a model of its own, and preprocessing of its own, for each fold.
import { ValueError } from '../errors/index.ts';
import type { Table } from '../table/table.ts';
import { expectWhole } from '../training/fitOptions.ts';
import type { CrossValidationOptions } from './crossValidateWith.ts';
import type { CrossValidation } from './crossValidation.ts';
import {
  type CheckedFoldData,
  checkedFoldData,
  type FoldData,
  type FoldFeatures,
} from './foldData.ts';
import { type FoldModule, loadFoldModule } from './foldModule.ts';
import {
  checkPreprocess,
  type FoldMatrix,
  type Preprocess,
  type PreprocessInput,
} from './preprocess.ts';
import { runFolds } from './runFolds.ts';
import {
  type BuildModel,
  checkFoldFitOptions,
  type FoldContext,
  type FoldFitOptions,
  type FoldTraining,
  trainFold,
} from './trainFold.ts';
import { trainingOfModule } from './trainingOfModule.ts';
import { withFoldWorkers } from './workers/withFoldWorkers.ts';

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
  /**
   * Worker threads that the folds are spread over; default 0: all folds in this one. The results are
   * the same. It needs a module in place of `buildModel`, and the functions come from there.
   */
  readonly workers?: number;
}

/**
 * Cross-validates a net: for each fold a new model, trained on its train rows and scored on the others.
 *
 * Each fold fits its preprocessing on its train rows alone, and draws initial weights, order and dropout
 * from a seed that follows from `seed` and the fold's number: the same seed gives the same numbers.
 * For other learners take `crossValidateWith`.
 *
 * @param buildModel gives a new compiled model with one output; or the module that exports it
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
  buildModel: BuildModel<P> | FoldModule,
  data: FoldData<X>,
  options: CrossValidateOptions<X, P>,
): Promise<CrossValidation> {
  const checked = checkedFoldData(data);
  const { workers = 0 } = options;
  expectWhole('workers', workers, 0);
  if (typeof options.fit !== 'function') checkFoldFitOptions(options.fit ?? {});
  if (typeof buildModel !== 'function') return crossValidateModule(buildModel, checked, options);
  if (workers > 0) {
    throw new ValueError('workers are asked for and buildModel is a function, which stays here', {
      hint: 'Export it from a module and give { module: new URL("./net.js", import.meta.url) }.',
    });
  }
  return inThisThread(checked, trainingOf(buildModel, options), options);
}

async function crossValidateModule<X extends FoldFeatures, P>(
  module: FoldModule,
  data: CheckedFoldData,
  options: CrossValidateOptions<X, P>,
): Promise<CrossValidation> {
  const { fit = {}, trainScores = false, parameters, workers = 0, signal } = options;
  if (options.preprocess || typeof fit === 'function') {
    throw new ValueError('preprocess and functions of fit must come from the module', {
      hint: 'Export them from the module, under the names "preprocess" and "fit".',
    });
  }
  const call = { fit, trainScores, parameters };
  if (workers === 0) {
    return inThisThread(data, trainingOfModule(await loadFoldModule(module), call), options);
  }
  return withFoldWorkers({ ...call, module, data }, signal, (learner) =>
    runFolds(learner, data.y, options, workers),
  );
}

function trainingOf<X extends FoldFeatures, P>(
  buildModel: BuildModel<P>,
  options: CrossValidateOptions<X, P>,
): FoldTraining<P> {
  return {
    buildModel,
    preprocess: options.preprocess as Preprocess<Table & FoldMatrix> | undefined,
    fit: options.fit ?? {},
    trainScores: options.trainScores ?? false,
    parameters: options.parameters as P,
  };
}

function inThisThread<P>(
  data: CheckedFoldData,
  training: FoldTraining<P>,
  options: CrossValidationOptions,
): Promise<CrossValidation> {
  checkPreprocess(data.x, training.preprocess !== undefined);
  const seen = new WeakSet<object>();
  return runFolds((fold) => trainFold(fold, data, training, seen), data.y, options, 1);
}
