// The net of two layers on the chapter's data: by hand, and as a model of TensorFlow.js.
import { fit, probeGradients, Random, sgd } from '@dlqr/core';
import * as tf from '@tensorflow/tfjs';
import type { ChapterData } from '../chapterData.ts';
import type { Matrix } from '../maths/matrices.ts';
import {
  backward,
  descend,
  forward,
  type TwoLayerWeights,
  unflattened,
} from '../maths/twoLayerNet.ts';
import { withCompiled } from '../nets.ts';

/** Units of the hidden layer. */
export const NUM_HIDDEN = 4;

/** Of gradient descent. */
export const LEARNING_RATE = 0.5;

/** How many steps are gone. */
export const NUM_STEPS = 100;

/** What the net is to learn, and where it starts. */
export interface Problem {
  readonly x: Matrix;
  readonly y: Matrix;
  readonly start: TwoLayerWeights;
  readonly numInputs: number;
}

/** Is the target above its median? Weights are drawn from the seed. */
export function problemOf({ x, y }: ChapterData, seed: number): Problem {
  const [numRows, numInputs] = x.shape;
  const median = y.toSorted()[Math.floor(numRows / 2)] as number;
  const random = new Random(seed, 'propagation');
  const numWeights = numInputs * NUM_HIDDEN + NUM_HIDDEN + NUM_HIDDEN + 1;
  // Float32 numbers, so that the net of TensorFlow.js starts at the very same place.
  const weights = Float32Array.from({ length: numWeights }, () => random.normal(0, 0.5));
  return {
    x: Array.from({ length: numRows }, (_, row) => [
      ...x.values.slice(row * numInputs, (row + 1) * numInputs),
    ]),
    y: Array.from(y, (value) => [value > median ? 1 : 0]),
    start: unflattened(weights, numInputs, NUM_HIDDEN),
    numInputs,
  };
}

/** The gradient by automatic differentiation, in the order of `flattened`. */
export async function automaticGradient(problem: Problem): Promise<number[]> {
  const { x, y } = problem;
  const model = netOf(problem);
  const gradients = await withCompiled(model, training(), () => probeGradients(model, { x, y }));
  return gradients.flatMap(({ values }) => [...values]);
}

/** The cost before each step of the descent that is written out. */
export function descentByHand({ x, y, start }: Problem): number[] {
  const costs: number[] = [];
  let weights = start;
  for (let step = 0; step < NUM_STEPS; step++) {
    const pass = forward(x, y, weights);
    costs.push(pass.cost);
    weights = descend(weights, backward(x, y, weights, pass).gradients, LEARNING_RATE);
  }
  return costs;
}

/** The same by the library: with all rows in one batch that is what `fit` reports. */
export async function descentOfNet(problem: Problem, signal: AbortSignal): Promise<number[]> {
  const { x, y } = problem;
  const model = netOf(problem);
  const options = { epochs: NUM_STEPS, batchSize: x.length, shuffle: false, signal };
  const { history } = await withCompiled(model, training(), () => fit(model, { x, y }, options));
  return [...(history.loss ?? [])].map(Number);
}

function training() {
  return { optimizer: sgd({ learningRate: LEARNING_RATE }), loss: 'binaryCrossentropy' };
}

function netOf({ start, numInputs }: Problem): tf.Sequential {
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ units: NUM_HIDDEN, activation: 'tanh', inputShape: [numInputs] }),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  const { w1, b1, w2, b2 } = start;
  const matrix = (rows: Matrix): tf.Tensor => tf.tensor2d(rows.map((row) => [...row]));
  const weights = [matrix(w1), tf.tensor1d([...b1]), matrix(w2), tf.tensor1d([...b2])];
  model.setWeights(weights);
  tf.dispose(weights);
  return model;
}
