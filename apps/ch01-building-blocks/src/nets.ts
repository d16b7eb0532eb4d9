// Stacks of dense layers with one activation, as the sections compare them.
import { Random, withSeededMathRandom } from '@dlqr/core';
import * as tf from '@tensorflow/tfjs';
import { type ActivationName, LEAK } from './maths/activations.ts';

/** What a stack is built of. */
export interface StackOptions {
  readonly numInputs: number;
  /** Units of each hidden layer, first to last. */
  readonly hiddenUnits: readonly number[];
  /** Of the hidden layers; linear is none. */
  readonly activation: ActivationName | 'linear';
  /** How the first weights are drawn; default `glorotUniform`, as in Keras. */
  readonly initializer?: 'glorotUniform' | 'heUniform';
  /** Of the one output; default `linear`. */
  readonly output?: 'linear' | 'sigmoid';
  readonly seed: number;
}

/**
 * An uncompiled net of dense layers and one output; biases begin at 0. Hidden layers are named
 * `hidden1`, `hidden2` …, their output layer `output`.
 */
export function buildStack(options: StackOptions): tf.Sequential {
  const { numInputs, hiddenUnits, activation, output = 'linear', seed } = options;
  const { initializer: kernelInitializer = 'glorotUniform' } = options;
  return withSeededMathRandom(new Random(seed, 'weights'), () => {
    const model = tf.sequential();
    for (const [index, units] of hiddenUnits.entries()) {
      model.add(
        tf.layers.dense({
          units,
          kernelInitializer,
          name: `hidden${index + 1}`,
          ...(activation !== 'leaky ReLU' && { activation: LAYER_ACTIVATIONS[activation] }),
          ...(index === 0 && { inputShape: [numInputs] }),
        }),
      );
      if (activation === 'leaky ReLU') model.add(tf.layers.leakyReLU({ alpha: LEAK }));
    }
    model.add(
      tf.layers.dense({
        units: 1,
        kernelInitializer: 'glorotUniform',
        activation: output,
        name: 'output',
        ...(hiddenUnits.length === 0 && { inputShape: [numInputs] }),
      }),
    );
    return model;
  });
}

const LAYER_ACTIVATIONS = {
  linear: 'linear',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  ReLU: 'relu',
} as const;

/** Compiles a net for `body`, and disposes of it and its optimizer afterwards, come what may. */
export async function withCompiled<T>(
  model: tf.Sequential,
  { optimizer, loss }: { readonly optimizer: tf.Optimizer; readonly loss: string },
  body: (model: tf.Sequential) => Promise<T>,
): Promise<T> {
  try {
    model.compile({ optimizer, loss });
    return await body(model);
  } finally {
    model.dispose();
    optimizer.dispose();
  }
}
