// Two variables and gradients for them, by formula: what the tests of optimizers train.
import * as tf from '@tensorflow/tfjs';
import { Random } from '../../random/index.ts';
import type { NamedGradient } from '../namedGradients.ts';
import { biasStart, kernelStart } from './keras.cases.ts';

let numProblems = 0;

/** A kernel [2, 3] and a bias [3] at the start of the Keras cases; names are new at each call. */
export function variablesAtStart(name = `problem${numProblems++}`): tf.Variable[] {
  return tf.tidy(() => [
    tf.variable(tf.tensor2d([...kernelStart], [2, 3]), true, `${name}/kernel`),
    tf.variable(tf.tensor1d([...biasStart]), true, `${name}/bias`),
  ]);
}

/** Gradients from numbers: the kernel's six, then the bias's three. */
export function gradientsOf(
  variables: readonly tf.Variable[],
  values: readonly number[],
): NamedGradient[] {
  const [kernel, bias] = variables as [tf.Variable, tf.Variable];
  return [
    { name: kernel.name, tensor: tf.tensor2d(values.slice(0, 6), [2, 3]) },
    { name: bias.name, tensor: tf.tensor1d(values.slice(6)) },
  ];
}

/** The nine numbers of a step's random gradients: the same for the same step. */
export function randomValues(step: number): number[] {
  const random = new Random(1, 'gradients', step);
  return Array.from({ length: 9 }, () => random.normal());
}

/** Applies gradients from numbers. */
export function applyValues(
  optimizer: tf.Optimizer,
  variables: readonly tf.Variable[],
  values: readonly number[],
): void {
  tf.tidy(() => optimizer.applyGradients(gradientsOf(variables, values)));
}

/** Applies the random gradients of a step. */
export function applyStep(
  optimizer: tf.Optimizer,
  variables: readonly tf.Variable[],
  step: number,
): void {
  applyValues(optimizer, variables, randomValues(step));
}

/** All numbers of some tensors. */
export function valuesOf(tensors: readonly tf.Tensor[]): number[] {
  return tensors.flatMap((tensor) => [...tensor.dataSync()]);
}
