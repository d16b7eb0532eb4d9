// Models with all that a graph may have: inner models, layers used twice, several inputs.
import * as tf from '@tensorflow/tfjs';

/** Words, an encoder within, a dense layer that is used twice, and an inner model with two inputs. */
export function branchedNet(): tf.LayersModel {
  const tokens = tf.input({ shape: [4], name: 'tokens' });
  const words = apply(tf.layers.embedding({ inputDim: 10, outputDim: 3, name: 'words' }), tokens);
  const encoder = tf.sequential({
    name: 'encoder',
    layers: [
      tf.layers.flatten({ inputShape: [4, 3], name: 'flat' }),
      tf.layers.dense({ units: 2, activation: 'relu', name: 'hidden' }),
    ],
  });
  const encoded = apply(encoder, words);
  const shared = tf.layers.dense({ units: 2, name: 'shared' });
  const twice = apply(shared, apply(shared, encoded));
  const sum = apply(tf.layers.add({ name: 'sum' }), [encoded, twice]);
  const [left, right] = [
    tf.input({ shape: [2], name: 'left' }),
    tf.input({ shape: [2], name: 'right' }),
  ];
  const joined = apply(tf.layers.concatenate({ name: 'cat' }), [left, right]);
  const two = tf.model({ name: 'two', inputs: [left, right], outputs: joined });
  const out = tf.layers.dense({ units: 1, activation: 'sigmoid', name: 'out' });
  const model = tf.model({
    name: 'net',
    inputs: tokens,
    outputs: apply(out, apply(two, [sum, encoded])),
  });
  model.compile({ loss: 'binaryCrossentropy', optimizer: tf.train.sgd(0.1) });
  return model;
}

/** A Sequential that begins with an inner model. */
export function stackedNet(): tf.Sequential {
  const base = tf.sequential({
    name: 'base',
    layers: [
      tf.layers.conv2d({ filters: 4, kernelSize: 3, inputShape: [8, 8, 3], name: 'conv' }),
      tf.layers.flatten({ name: 'flat' }),
    ],
  });
  const model = tf.sequential({
    name: 'seq',
    layers: [base, tf.layers.dense({ units: 2, name: 'head' })],
  });
  model.compile({ loss: 'meanSquaredError', optimizer: 'sgd' });
  return model;
}

function apply(
  layer: tf.layers.Layer,
  input: tf.SymbolicTensor | tf.SymbolicTensor[],
): tf.SymbolicTensor {
  return layer.apply(input) as tf.SymbolicTensor;
}
