// The three training loops that every callback has to work in, behind one signature.
import { fit, type TrainingCallback } from '@dlqr/core';
import * as tf from '@tensorflow/tfjs';

/** Rows of numbers, to train on in their order. */
export interface LoopData {
  readonly x: number[][];
  readonly y: number[][];
}

/** What a loop is told. */
export interface LoopOptions {
  readonly epochs: number;
  readonly batchSize: number;
  readonly initialEpoch?: number;
  readonly validationData?: LoopData;
  readonly callbacks: readonly (TrainingCallback & tf.Callback)[];
}

/** Trains without shuffling; gives what the loop says of each epoch. */
export type Loop = (
  model: tf.LayersModel,
  data: LoopData,
  options: LoopOptions,
) => Promise<Readonly<Record<string, readonly number[]>>>;

/** Every loop by its name. */
export const LOOPS: readonly (readonly [name: string, loop: Loop])[] = [
  ['model.fit', fitPlain],
  ['model.fitDataset', fitDataset],
  ["core's fit", fitCore],
];

/** `model.fit` of TensorFlow.js. */
export async function fitPlain(...[model, data, options]: Parameters<Loop>): ReturnType<Loop> {
  const tensors = tensorsOf(data);
  const validation = options.validationData && tensorsOf(options.validationData);
  try {
    const { validationData: _, callbacks, ...rest } = options;
    const { history } = await model.fit(tensors.xs, tensors.ys, {
      ...rest,
      callbacks: [...callbacks],
      shuffle: false,
      verbose: 0,
      ...(validation && { validationData: [validation.xs, validation.ys] }),
    });
    return history as Record<string, number[]>;
  } finally {
    tf.dispose([tensors, validation ?? []]);
  }
}

async function fitDataset(...[model, data, options]: Parameters<Loop>): ReturnType<Loop> {
  const batches = (rows: LoopData) =>
    tf.data.zip({ xs: tf.data.array(rows.x), ys: tf.data.array(rows.y) }).batch(options.batchSize);
  const validation = options.validationData;
  const { history } = await model.fitDataset(batches(data) as tf.data.Dataset<tf.TensorContainer>, {
    epochs: options.epochs,
    ...(options.initialEpoch !== undefined && { initialEpoch: options.initialEpoch }),
    callbacks: [...options.callbacks],
    verbose: 0,
    ...(validation && {
      validationData: batches(validation) as tf.data.Dataset<tf.TensorContainer>,
    }),
  });
  return history as Record<string, number[]>;
}

async function fitCore(...[model, data, options]: Parameters<Loop>): ReturnType<Loop> {
  const { history } = await fit(model, data, { ...options, shuffle: false });
  return history;
}

function tensorsOf({ x, y }: LoopData): { xs: tf.Tensor2D; ys: tf.Tensor2D } {
  return { xs: tf.tensor2d(x), ys: tf.tensor2d(y) };
}
