// A module for workers: a net, its preprocessing and its options.
import * as tf from '@tensorflow/tfjs';
import type { FittedPreprocessing, FoldMatrix } from '../preprocess.ts';
import type { FoldContext, FoldFitOptions } from '../trainFold.ts';

/** Three columns to one, with dropout, so that every kind of randomness is in it. */
export function buildModel({
  inputShape,
  parameters,
}: Pick<FoldContext<number>, 'inputShape' | 'parameters'>): tf.Sequential {
  const model = tf.sequential();
  model.add(
    tf.layers.dense({ units: parameters, activation: 'relu', inputShape: [...inputShape] }),
  );
  model.add(tf.layers.dropout({ rate: 0.2 }));
  model.add(tf.layers.dense({ units: 1 }));
  model.compile({ optimizer: tf.train.adam(0.02), loss: 'meanSquaredError' });
  return model;
}

/** Subtracts the means of the train rows. */
export function preprocess({
  values,
  numRows,
  numColumns,
}: FoldMatrix): FittedPreprocessing<FoldMatrix> {
  const means = new Float64Array(numColumns);
  for (const [index, value] of values.entries()) {
    means[index % numColumns] = (means[index % numColumns] as number) + value / numRows;
  }
  return {
    transform: (rows: FoldMatrix) => ({
      values: rows.values.map((value, index) => value - (means[index % numColumns] as number)),
      shape: rows.shape,
    }),
  };
}

/** Twice as large batches in odd folds. */
export function fit({ index }: FoldContext): FoldFitOptions {
  return { batchSize: 8 * (1 + (index % 2)) };
}

/** A builder that fails in the second fold. */
export function failing(context: FoldContext<number>): tf.Sequential {
  if (context.index === 1) throw new RangeError('no such net');
  return buildModel(context);
}

/** A builder that takes its thread down with it in the second fold. */
export function crashing(context: FoldContext<number>): tf.Sequential {
  if (context.index === 1) process.exit(3);
  return buildModel(context);
}

/** A builder that never comes to an end in the second fold. */
export function endless(context: FoldContext<number>): tf.Sequential {
  while (context.index === 1);
  return buildModel(context);
}

/** No function. */
export const setting: number = 7;
