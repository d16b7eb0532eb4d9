// Builds, compiles and trains one net after a recipe.
import { RocAucScore } from '@dlqr/callbacks';
import {
  adam,
  adamW,
  type CheckpointOptions,
  type ClassWeight,
  cosineDecay,
  type FitHistory,
  fit,
  type TrainingCallback,
} from '@dlqr/core';
import { binaryAccuracyMetric } from '@dlqr/metrics';
import type * as tf from '@tensorflow/tfjs';
import type { Samples } from '../data/samples.ts';
import { BestEpoch } from './bestEpoch.ts';
import { buildBinaryNet } from './buildBinaryNet.ts';
import type { BinaryRecipe } from './recipe.ts';

/** What `trainBinaryNet` may be told beside the recipe. */
export interface TrainBinaryNetOptions {
  readonly seed: number;
  /** How much a row of each class counts in the loss; default 1 each. */
  readonly classWeight?: ClassWeight;
  readonly callbacks?: readonly TrainingCallback[];
  readonly checkpoint?: CheckpointOptions;
  readonly resume?: boolean;
  readonly signal?: AbortSignal;
}

/** A trained net and how it came to be. */
export interface TrainedNet {
  readonly model: tf.LayersModel;
  /** Loss and accuracy of both sides, and `valRocAuc`, exact on all validation rows. */
  readonly history: FitHistory;
  /** The epoch whose weights were kept, from 0. */
  readonly bestEpoch: number;
}

const PREDICTION_BATCH = 1024;

/**
 * Trains a net to the log loss.
 *
 * @param validation rows of both classes
 * @throws {UndefinedMetricError} when the validation rows are of one class
 * @throws {InterruptedError} when `signal` stops it, after a checkpoint was saved
 * @example
 * const { model } = await trainBinaryNet(train, validation, tableRecipe(train.y.length), { seed: 1 });
 */
export async function trainBinaryNet(
  train: Samples,
  validation: Samples,
  recipe: BinaryRecipe,
  options: TrainBinaryNetOptions,
): Promise<TrainedNet> {
  const { seed, callbacks = [], ...rest } = options;
  const model = buildBinaryNet({
    numFeatures: train.x.numColumns,
    net: recipe.net,
    positiveShare: train.y.reduce((sum, value) => sum + value, 0) / train.y.length,
    seed,
  });
  const optimizer = optimizerOf(recipe, Math.ceil(train.y.length / recipe.batchSize));
  model.compile({ optimizer, loss: 'binaryCrossentropy' });
  const rocAuc = new RocAucScore({
    validationData: fitData(validation),
    batchSize: PREDICTION_BATCH,
  });
  const best = recipe.bestBy && new BestEpoch(recipe.bestBy);
  try {
    const history = await fit(model, fitData(train), {
      ...rest,
      seed,
      epochs: recipe.epochs,
      batchSize: recipe.batchSize,
      metrics: [binaryAccuracyMetric({ name: 'accuracy' })],
      validationData: fitData(validation),
      validationBatchSize: PREDICTION_BATCH,
      callbacks: [rocAuc, ...(best ? [best] : []), ...callbacks],
    });
    return { model, history, bestEpoch: best?.epoch ?? history.epochs.length - 1 };
  } catch (error) {
    model.dispose();
    throw error;
  } finally {
    optimizer.dispose();
  }
}

function optimizerOf(recipe: BinaryRecipe, stepsPerEpoch: number): tf.Optimizer {
  const learningRate = recipe.cosineDecay
    ? cosineDecay({
        initialLearningRate: recipe.learningRate,
        decaySteps: recipe.epochs * stepsPerEpoch,
      })
    : recipe.learningRate;
  if (recipe.weightDecay === 0) return adam({ learningRate });
  const { weightDecay } = recipe;
  return adamW({ learningRate, weightDecay, excludeFromWeightDecay: ['bias'] });
}

function fitData({ x, y }: Samples) {
  return { x: { values: x.values, shape: [x.numRows, x.numColumns] }, y };
}
