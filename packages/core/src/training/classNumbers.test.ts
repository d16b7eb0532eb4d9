import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { Random, withSeededMathRandom } from '../random/index.ts';
import { evaluate } from './evaluate.ts';
import { fit } from './fit.ts';

function net(): tf.Sequential {
  return withSeededMathRandom(new Random(1), () => {
    const model = tf.sequential();
    model.add(tf.layers.dense({ units: 3, activation: 'softmax', inputShape: [2] }));
    model.compile({ optimizer: tf.train.sgd(0.1), loss: 'sparseCategoricalCrossentropy' });
    return model;
  });
}

const X = [
  [1, 0],
  [0, 1],
  [1, 1],
];

it.each([
  ['int32', Int32Array.of(0, 1, 2)],
  ['bytes', Uint8Array.of(0, 1, 2)],
])('takes class numbers as %s: the same losses as with floats', async (_, y) => {
  const trained = async (targets: Int32Array | Uint8Array | Float32Array) => {
    const model = net();
    const { history } = await fit(model, { x: X, y: targets }, { epochs: 3, shuffle: false });
    return [history.loss, await evaluate(model, { x: X, y: targets })];
  };
  expect(await trained(y)).toEqual(await trained(Float32Array.of(0, 1, 2)));
});
