// Builds, compiles and trains one net after a recipe.
import { EarlyStopping } from '@dlqr/callbacks';
import {
  adam,
  adamW,
  type CheckpointOptions,
  cosineDecay,
  type FitHistory,
  fit,
  type TrainingCallback,
} from '@dlqr/core';
import type * as tf from '@tensorflow/tfjs';
import { buildRegressionNet, type RegressionNetOptions } from './buildRegressionNet.ts';
import type { RegressionRecipe } from './recipe.ts';
import type { Samples } from './samples.ts';

/** What `trainRegressionNet` may be told beside the recipe. */
export interface TrainRegressionOptions {
  readonly seed: number;
  /** Makes the net, uncompiled; default `buildRegressionNet`. */
  readonly buildNet?: (options: RegressionNetOptions) => tf.Sequential;
  readonly callbacks?: readonly TrainingCallback[];
  readonly checkpoint?: CheckpointOptions;
  readonly resume?: boolean;
  readonly signal?: AbortSignal;
}

/** A trained net and how it came to be. */
export interface TrainedNet {
  readonly model: tf.LayersModel;
  readonly history: FitHistory;
}

/**
 * Trains a net to the mean absolute error.
 *
 * @throws {InterruptedError} when `signal` stops it, after a checkpoint was saved
 * @example
 * const { model } = await trainRegressionNet(train, validation, defaultRecipe(400), { seed: 1 });
 */
export async function trainRegressionNet(
  train: Samples,
  validation: Samples,
  recipe: RegressionRecipe,
  options: TrainRegressionOptions,
): Promise<TrainedNet> {
  const { seed, callbacks = [], buildNet = buildRegressionNet, ...rest } = options;
  const model = buildNet({
    numFeatures: train.x.numColumns,
    hiddenUnits: recipe.hiddenUnits,
    dropoutRate: recipe.dropoutRate,
    target: meanAndDeviation(train.y),
    seed,
  });
  const optimizer = optimizerOf(recipe, Math.ceil(train.y.length / recipe.batchSize));
  model.compile({ optimizer, loss: 'meanAbsoluteError' });
  const best = recipe.restoreBestWeights
    ? [new EarlyStopping({ patience: recipe.epochs, restoreBestWeights: true })]
    : [];
  try {
    const history = await fit(model, fitData(train), {
      ...rest,
      seed,
      epochs: recipe.epochs,
      batchSize: recipe.batchSize,
      validationData: fitData(validation),
      validationBatchSize: 1024,
      callbacks: [...best, ...callbacks],
    });
    return { model, history };
  } catch (error) {
    model.dispose();
    throw error;
  } finally {
    optimizer.dispose();
  }
}

function optimizerOf(recipe: RegressionRecipe, stepsPerEpoch: number): tf.Optimizer {
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

function meanAndDeviation(y: Float32Array): { mean: number; standardDeviation: number } {
  const mean = y.reduce((sum, value) => sum + value, 0) / y.length;
  const squares = y.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, standardDeviation: Math.sqrt(squares / y.length) };
}
