// Turns the data that `fit` was given into the feeds of each epoch.
import type * as tf from '@tensorflow/tfjs';
import { ValueError } from '../errors/index.ts';
import type { Random } from '../random/index.ts';
import { withClassWeight } from './classWeights.ts';
import { type Feed, feedsOfArrays, feedsOfBatches } from './feeds.ts';
import { type BatchSource, type FitData, type HostData, hostDataOf } from './fitData.ts';
import type { CheckedFitOptions } from './fitOptions.ts';
import type { HostArray } from './hostArray.ts';

/** The data of a training, ready to be cut into steps. */
export interface TrainingData {
  /** The feeds of an epoch, without its first `firstBatch`; the same for the same epoch and seed. */
  feeds(epoch: number, random: Random, firstBatch: number): Iterable<Feed> | AsyncIterable<Feed>;
  readonly validation: FitData | HostData | null;
  /** Null for batches that the caller makes. */
  readonly numSamples: number | null;
  readonly batchSize: number | null;
  readonly stepsPerEpoch: number | null;
}

/**
 * Checks the data against the model and cuts off the validation split.
 *
 * @throws {ShapeError | ValueError} when they do not fit, or options need arrays and get batches
 */
export function trainingDataOf(
  model: tf.LayersModel,
  data: FitData,
  options: CheckedFitOptions,
): TrainingData {
  if (typeof data === 'function') return batchedData(data, options);
  const all = hostDataOf(model, data);
  const { training, validation } = splitOff(all, options.validationSplit);
  const weighted = options.classWeight ? withClassWeight(training, options.classWeight) : training;
  const { batchSize, shuffle } = options;
  return {
    feeds: (epoch, random, firstBatch) => {
      const order = shuffle
        ? random.split('shuffle', epoch).permutation(weighted.numSamples)
        : Int32Array.from({ length: weighted.numSamples }, (_, row) => row);
      return feedsOfArrays(weighted, order, batchSize, firstBatch);
    },
    validation: validation ?? options.validationData ?? null,
    numSamples: weighted.numSamples,
    batchSize,
    stepsPerEpoch: Math.ceil(weighted.numSamples / batchSize),
  };
}

function batchedData(source: BatchSource, options: CheckedFitOptions): TrainingData {
  for (const name of ['validationSplit', 'classWeight'] as const) {
    if (options[name] !== undefined) {
      throw new ValueError(`${name} needs arrays; the data comes in batches`, {
        hint: 'Give validationData, and weights with each batch.',
      });
    }
  }
  return {
    feeds: (epoch, _, firstBatch) => feedsOfBatches(source(epoch), firstBatch),
    validation: options.validationData ?? null,
    numSamples: null,
    batchSize: null,
    stepsPerEpoch: null,
  };
}

function splitOff(
  all: HostData,
  share: number | undefined,
): { training: HostData; validation: HostData | null } {
  if (share === undefined) return { training: all, validation: null };
  const numTraining = Math.floor(all.numSamples * (1 - share));
  if (numTraining === 0 || numTraining === all.numSamples) {
    throw new ValueError(
      `validationSplit ${share} of ${all.numSamples} samples leaves one side without any`,
    );
  }
  return {
    training: rowsBetween(all, 0, numTraining),
    validation: rowsBetween(all, numTraining, all.numSamples),
  };
}

function rowsBetween(data: HostData, start: number, end: number): HostData {
  const cut = ({ values, shape }: HostArray): HostArray => {
    const rowSize = values.length / (shape[0] ?? 1);
    return {
      values: values.subarray(start * rowSize, end * rowSize),
      shape: [end - start, ...shape.slice(1)],
    };
  };
  return {
    inputs: data.inputs.map(cut),
    targets: data.targets.map(cut),
    sampleWeight: data.sampleWeight?.subarray(start, end) ?? null,
    numSamples: end - start,
  };
}
