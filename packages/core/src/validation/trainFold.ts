// One fold of nets: builds, trains, predicts and disposes a model of its own.
import type * as tf from '@tensorflow/tfjs';
import { ValueError } from '../errors/index.ts';
import { Random, withSeededMathRandom } from '../random/index.ts';
import type { Table } from '../table/table.ts';
import { compiledModelOf } from '../training/compiledModel.ts';
import { fit } from '../training/fit.ts';
import { checkedFitOptions, type FitOptions } from '../training/fitOptions.ts';
import type { HostArray } from '../training/hostArray.ts';
import { predictOne } from '../training/predict.ts';
import type { Fold, FoldPredictions } from './crossValidateWith.ts';
import type { CheckedFoldData } from './foldData.ts';
import { modelRowsOf, takeNumericRows } from './numericRows.ts';
import { type FoldMatrix, fitPreprocess, type ModelInputs, type Preprocess } from './preprocess.ts';

/** What the builder of a model is told of its fold. */
export interface FoldContext<P = unknown> {
  /** The number of the fold, from 0. */
  readonly index: number;
  /** For whatever is random in the model and does not take it from TensorFlow.js. */
  readonly seed: number;
  /** The shape of a row of features after preprocessing; of the first array where there are several. */
  readonly inputShape: readonly number[];
  /** The targets of the train rows, [train rows, ...outputShape]: for scales, biases, class weights. */
  readonly yTrain: HostArray;
  /** What the option `parameters` holds. */
  readonly parameters: P;
}

/**
 * Gives a new compiled model with one output; it is disposed after its fold, its optimizer too.
 *
 * Initial weights follow the fold's seed as long as they are made before the first `await`.
 */
export type BuildModel<P = unknown> = (
  context: FoldContext<P>,
) => tf.LayersModel | Promise<tf.LayersModel>;

/** Options of `fit` for the training of each fold; what belongs to a fold is set for it. */
export type FoldFitOptions = Omit<FitOptions, (typeof SET_BY_FOLD)[number]>;

/** Options that would lead from one fold into another, or past its preprocessing. */
const SET_BY_FOLD = ['seed', 'signal', 'validationData', 'checkpoint', 'resume'] as const;

/** How each fold is trained. */
export interface FoldTraining<P = unknown> {
  readonly buildModel: BuildModel<P>;
  readonly preprocess: Preprocess<Table & FoldMatrix> | undefined;
  readonly fit: FoldFitOptions | ((context: FoldContext<P>) => FoldFitOptions);
  readonly trainScores: boolean;
  readonly parameters: P;
}

/**
 * Checks options of `fit` for folds.
 *
 * @throws {ValueError} when one is out of its range, or belongs to a fold
 */
export function checkFoldFitOptions(options: FoldFitOptions): void {
  const wrong = SET_BY_FOLD.find((name) => (options as FitOptions)[name] !== undefined);
  if (wrong) {
    throw new ValueError(`fit.${wrong} is given; each fold has its own, and sets it itself`, {
      hint:
        wrong === 'validationData'
          ? 'Take validationSplit, which is cut off the train rows of the fold.'
          : 'Give seed and signal to crossValidate; folds are not resumed.',
    });
  }
  checkedFitOptions(options);
}

/**
 * Trains and predicts one fold.
 *
 * @param seen models and optimizers of earlier folds: none is trained again
 */
export async function trainFold<P>(
  fold: Fold,
  { x, y, sampleWeight }: CheckedFoldData,
  training: FoldTraining<P>,
  seen: WeakSet<object>,
): Promise<FoldPredictions> {
  const { train, test, index, seed, signal } = fold;
  const yRows = takeNumericRows(y, train);
  const take = await fitPreprocess(x, training.preprocess, train, yRows);
  const trainInputs = take(train);
  const yTrain = modelRowsOf(yRows);
  const { inputShape } = trainInputs;
  const context = { index, seed, inputShape, yTrain, parameters: training.parameters };
  const options = typeof training.fit === 'function' ? training.fit(context) : training.fit;
  checkFoldFitOptions(options);
  const model = await withSeededMathRandom(new Random(seed, 'weights'), () =>
    training.buildModel(context),
  );
  claim(model, seen, 'model', 'One that was trained on other folds knows the test rows.');
  try {
    const { optimizer } = compiledModelOf(model);
    claim(optimizer, seen, 'optimizer', 'Its moments are of another model.');
    const weights = sampleWeight && Float32Array.from(train, (row) => sampleWeight[row] as number);
    const data = { x: trainInputs.inputs, y: yTrain, ...(weights && { sampleWeight: weights }) };
    const stop = signal ? { signal } : {};
    const history = await fit(model, data, { ...options, ...stop, seed });
    const batchSize = options.validationBatchSize ?? options.batchSize ?? 32;
    const outputsOf = ({ inputs }: ModelInputs) =>
      predictOne(model, inputs, {
        batchSize,
        ...stop,
        ...(options.stepCompiler && { stepCompiler: options.stepCompiler }),
      });
    const predicted = await outputsOf(take(test));
    if (!training.trainScores) return { test: predicted, history };
    return { test: predicted, train: await outputsOf(trainInputs), history };
  } finally {
    disposeModel(model);
  }
}

/** Sees to it that a model or an optimizer belongs to this fold alone. */
function claim(made: object, seen: WeakSet<object>, what: string, why: string): void {
  if (seen.has(made)) {
    throw new ValueError(`buildModel gave the ${what} of an earlier fold; expected a new one`, {
      hint: `Make a new ${what} at each call. ${why}`,
    });
  }
  seen.add(made);
}

function disposeModel(model: tf.LayersModel): void {
  const optimizer: tf.Optimizer | undefined = model.optimizer;
  model.dispose();
  optimizer?.dispose();
}
