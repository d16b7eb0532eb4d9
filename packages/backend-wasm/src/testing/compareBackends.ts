// Runs the same computation on the cpu backend and on wasm, forward and backward.
import { Random } from '@dlqr/core/random';
import { expectAllClose } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'vitest';
import { registerWasmBackend } from '../index.ts';

/** How far two float32 backends may be apart, as a part of the largest number of the tensor. */
const TOLERANCE = 2e-5;

/** Seeded normal deviates under a shape. */
export interface Normal {
  readonly shape: number[];
  readonly values: Float32Array;
}

export function normal(random: Random, shape: number[], scale = 1): Normal {
  const length = shape.reduce((product, size) => product * size, 1);
  return { shape, values: Float32Array.from({ length }, () => random.normal(0, scale)) };
}

/** Switches to a backend. */
export async function useBackend(name: 'cpu' | 'wasm'): Promise<void> {
  if (name === 'wasm') await registerWasmBackend();
  await tf.setBackend(name);
}

/** Runs on a backend, in a tidy, and gives plain numbers. */
export async function onBackend<T>(name: 'cpu' | 'wasm', body: () => T): Promise<T> {
  await useBackend(name);
  tf.engine().startScope();
  try {
    return body();
  } finally {
    tf.engine().endScope();
  }
}

type Operation = (...inputs: tf.Tensor[]) => tf.Tensor;

/** The value, and the gradient with respect to every input of a seeded weighted sum of it. */
export interface Derived {
  readonly shape: number[];
  readonly value: Float32Array;
  readonly gradients: Float32Array[];
}

export function derive(
  operation: Operation,
  inputs: readonly Normal[],
  withGradients = true,
): Derived {
  const tensors = inputs.map(({ values, shape }) => tf.tensor(values, shape));
  const output = operation(...tensors);
  const weights = tf.tensor(normal(new Random(7), output.shape).values, output.shape);
  const loss = (...arguments_: tf.Tensor[]): tf.Scalar =>
    operation(...arguments_)
      .mul(weights)
      .sum() as tf.Scalar;
  const gradients = withGradients ? tf.grads(loss)(tensors) : [];
  return {
    shape: output.shape,
    value: Float32Array.from(output.dataSync()),
    gradients: gradients.map((gradient) => Float32Array.from(gradient.dataSync())),
  };
}

/** Expects equal shapes, values and gradients on both backends. */
export async function expectSameOnBoth(
  operation: Operation,
  inputs: readonly Normal[],
  { gradients = true }: { readonly gradients?: boolean } = {},
): Promise<void> {
  const expected = await onBackend('cpu', () => derive(operation, inputs, gradients));
  const actual = await onBackend('wasm', () => derive(operation, inputs, gradients));
  expect(actual.shape).toEqual(expected.shape);
  expectClose(actual.value, expected.value);
  expected.gradients.forEach((gradient, index) => {
    expectClose(actual.gradients[index] as Float32Array, gradient);
  });
}

/** Expects numbers within `TOLERANCE` of the largest. */
export function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  let largest = 1e-3;
  for (let index = 0; index < expected.length; index++) {
    const size = Math.abs(expected[index] as number);
    if (Number.isFinite(size)) largest = Math.max(largest, size);
  }
  expectAllClose(actual, expected, { absolute: TOLERANCE * largest });
}

/** One of several, drawn. */
export function pick<T>(random: Random, choices: readonly T[]): T {
  return choices[random.integer(0, choices.length)] as T;
}
