// A net for sensor readings in a module of its own, as worker threads need it.
import { onnxBackend } from '@dlqr/backend-onnx';
import { BackendRegistry, type BuildModel, type Preprocess } from '@dlqr/core';
import type { Table } from '@dlqr/core/table';
import { TablePreprocessor } from '@dlqr/preprocessing';
import * as tf from '@tensorflow/tfjs';

/** Puts TensorFlow.js on the engine. */
export async function setup(): Promise<void> {
  await new BackendRegistry([onnxBackend]).choose('onnx');
}

/** Fitted on the train rows that it is given. */
export const preprocess: Preprocess<Table> = (train) => TablePreprocessor.fit(train);

/** A small net with one sigmoid. */
export const buildModel: BuildModel = ({ inputShape }) => {
  const model = tf.sequential();
  model.add(tf.layers.dense({ units: 8, activation: 'relu', inputShape: [...inputShape] }));
  model.add(tf.layers.dropout({ rate: 0.2 }));
  model.add(tf.layers.dense({ units: 1, activation: 'sigmoid' }));
  model.compile({ optimizer: tf.train.adam(0.02), loss: 'binaryCrossentropy' });
  return model;
};
