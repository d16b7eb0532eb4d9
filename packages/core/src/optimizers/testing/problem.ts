// Two variables and gradients for them, by formula: what the tests of optimizers train.
import * as tf from '@tensorflow/tfjs';
import { Random } from '../../random/index.ts';
import { biasStart, kernelStart } from './keras.cases.ts';

let numProblems = 0;

/** A kernel [2, 3] and a bias [3] at the start of the Keras cases; names are new at each call. */
export function variablesAtStart(name = `problem${numProblems++}`): tf.Variable[] {
  return tf.tidy(() => [
    tf.variable(tf.tensor2d([...kernelStart], [2, 3]), true, `${name}/kernel`),
    tf.variable(tf.tensor1d([...biasStart]), true, `${name}/bias`),
  ]);
}

/** Applies gradients: the kernel's six numbers, then the bias's three. */
export function applyValues(
  optimizer: tf.Optimizer,
  variables: readonly tf.Variable[],
  values: readonly number[],
): void {
  const [kernel, bias] = variables as [tf.Variable, tf.Variable];
  tf.tidy(() => {
    optimizer.applyGradients([
      { name: kernel.name, tensor: tf.tensor2d(values.slice(0, 6), [2, 3]) },
      { name: bias.name, tensor: tf.tensor1d(values.slice(6)) },
    ]);
  });
}

/** Applies the random gradients of a step: the same for the same step and seed. */
export function applyStep(
  optimizer: tf.Optimizer,
  variables: readonly tf.Variable[],
  step: number,
  seed = 1,
): void {
  const random = new Random(seed, 'gradients', step);
  const values = Array.from({ length: 9 }, () => random.normal());
  applyValues(optimizer, variables, values);
}

/** All numbers of some tensors. */
export function valuesOf(tensors: readonly tf.Tensor[]): number[] {
  return tensors.flatMap((tensor) => [...tensor.dataSync()]);
}
