// Trains a net on some rows of the data and applies it to others, with preprocessing of its own.
import { classWeightsOf, type FitHistory, type NamedClassWeight, predictOne } from '@dlqr/core';
import { DivergenceError } from '@dlqr/core/errors';
import type * as tf from '@tensorflow/tfjs';
import { type BinaryData, encode } from '../data/binaryData.ts';
import type { Features } from '../data/features.ts';
import type { InputPreprocessor } from '../data/inputPreprocessor.ts';
import type { Samples } from '../data/samples.ts';
import type { BinaryRecipe } from './recipe.ts';
import { type TrainBinaryNetOptions, trainBinaryNet } from './trainBinaryNet.ts';

/** What `trainNetOnRows` may be told beside the recipe. */
export interface TrainNetOnRowsOptions extends Omit<TrainBinaryNetOptions, 'classWeight'> {
  /** How much a row of each class counts in the loss; default 1 each. */
  readonly classWeight?: NamedClassWeight;
}

/** A net, its preprocessing, and what makes samples of further rows. */
export interface NetOnRows {
  readonly model: tf.LayersModel;
  readonly preprocessor: InputPreprocessor;
  readonly history: FitHistory;
  /** The epoch whose weights were kept, from 0. */
  readonly bestEpoch: number;
  samplesOf(rows: Int32Array): Samples;
}

/**
 * Fits the preprocessing on the training rows alone and trains a net on them.
 *
 * @throws {ValueError} when class weights do not fit the classes
 * @throws {InterruptedError} when `signal` stops it, after a checkpoint was saved
 */
export async function trainNetOnRows(
  data: BinaryData,
  rows: { readonly train: Int32Array; readonly validation: Int32Array },
  recipe: BinaryRecipe,
  options: TrainNetOnRowsOptions,
): Promise<NetOnRows> {
  const { classWeight, ...training } = options;
  const { preprocessor, samplesOf } = encode(data, inputKindOf(recipe), rows.train);
  const [train, validation] = [samplesOf(rows.train), samplesOf(rows.validation)];
  const trained = await trainBinaryNet(train, validation, recipe, {
    ...training,
    ...(classWeight && { classWeight: classWeightsOf(classWeight, train.y, data.classNames) }),
  });
  return { ...trained, preprocessor, samplesOf };
}

const PREDICTION_BATCH = 1024;

/**
 * What a net says of rows, uncalibrated: the probability of the positive class, [rows].
 *
 * @throws {DivergenceError} when a value is not finite
 * @throws {InterruptedError} when `signal` stops it
 */
export async function netProbabilities(
  model: tf.LayersModel,
  x: Features,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Float64Array> {
  if (x.numRows === 0) return new Float64Array(0);
  const input = { values: x.values, shape: [x.numRows, x.numColumns] };
  const { values } = await predictOne(model, input, { batchSize: PREDICTION_BATCH, ...options });
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad < 0) return Float64Array.from(values);
  throw new DivergenceError(`the net gives ${values[bad]} for row ${bad + 1}; it has diverged`, {
    hint: 'Lower the learning rate, or look for huge values in the data.',
  });
}

function inputKindOf({ net }: BinaryRecipe): 'signal' | 'table' {
  return net.kind === 'signal' ? 'signal' : 'table';
}
