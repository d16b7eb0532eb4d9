// Compares a function of tensors, and its gradients, between the engine and the cpu backend.
import { Random } from '@dlqr/core/random';
import { expectAllClose, numericGradient, type Tolerance } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'vitest';
import { fallbackCounts } from '../../index.ts';

/** An array to make a tensor of. */
export interface TestArray {
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
  readonly dtype?: 'float32' | 'int32' | 'bool';
}

/** A function of tensors with one result. */
export type TensorFunction = (...inputs: tf.Tensor[]) => tf.Tensor;

/** Numbers of a backend. */
export interface Computed {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly values: number[];
}

/** Seeded numbers between -1 and 1. */
export function randomArray(shape: readonly number[], seed: number): TestArray {
  const random = new Random(seed, shape.join());
  const size = shape.reduce((product, dim) => product * dim, 1);
  return { shape, values: Float32Array.from({ length: size }, () => random.uniform() * 2 - 1) };
}

/** Seeded whole numbers from a small range, so that many are equal. */
export function randomIntegers(shape: readonly number[], seed: number, top = 3): TestArray {
  const random = new Random(seed, shape.join());
  const size = shape.reduce((product, dim) => product * dim, 1);
  return { shape, values: Float32Array.from({ length: size }, () => random.integer(0, top)) };
}

/** Numbers in a seeded order that are far from each other. */
export function distinctArray(shape: readonly number[], seed: number): TestArray {
  const size = shape.reduce((product, dim) => product * dim, 1);
  const order = new Random(seed, shape.join()).permutation(size);
  return { shape, values: Float32Array.from(order, (place) => place / 10 - size / 20) };
}

/** Computes results on a backend; on the engine nothing may run on the cpu backend. */
export async function computeOn(
  backend: 'cpu' | 'onnx',
  inputs: readonly TestArray[],
  fn: (...inputs: tf.Tensor[]) => tf.Tensor | tf.Tensor[],
): Promise<Computed[]> {
  await tf.setBackend(backend);
  const before = { ...fallbackCounts() };
  const results = tf.tidy(() => {
    const tensors = inputs.map(({ shape, values, dtype }) =>
      tf.tensor(Array.from(values), [...shape], dtype ?? 'float32'),
    );
    return [fn(...tensors)].flat().map((tensor) => ({
      shape: tensor.shape,
      dtype: tensor.dtype,
      values: Array.from(tensor.dataSync(), Number),
    }));
  });
  expect(fallbackCounts(), 'kernels that ran on the cpu backend').toEqual(before);
  return results;
}

export function expectSame(
  actual: readonly Computed[],
  expected: readonly Computed[],
  tolerance: Tolerance,
): void {
  expect(actual.map(({ shape }) => shape)).toEqual(expected.map(({ shape }) => shape));
  expect(actual.map(({ dtype }) => dtype)).toEqual(expected.map(({ dtype }) => dtype));
  actual.forEach(({ values }, index) => {
    expectAllClose(values, expected[index]?.values ?? [], tolerance);
  });
}

export const CLOSE: Tolerance = { absolute: 2e-5, relative: 2e-5 };

/** Expects what the cpu backend answers. */
export async function expectLikeCpu(
  inputs: readonly TestArray[],
  fn: (...inputs: tf.Tensor[]) => tf.Tensor | tf.Tensor[],
  tolerance: Tolerance = CLOSE,
): Promise<void> {
  const expected = await computeOn('cpu', inputs, fn);
  expectSame(await computeOn('onnx', inputs, fn), expected, tolerance);
}

/** The result, and its gradients by all inputs for a seeded dy. */
export function withGradients(fn: TensorFunction): (...inputs: tf.Tensor[]) => tf.Tensor[] {
  return (...inputs) => {
    const y = fn(...inputs);
    const dy = tf.tensor(Array.from(randomArray(y.shape, 7).values), y.shape);
    return [y, ...tf.grads(fn)(inputs, dy)];
  };
}

/**
 * Expects the engine's gradients to be those of the cpu backend's results, by finite differences:
 * for where its gradients are wrong.
 */
export async function expectNumericGradients(
  inputs: readonly TestArray[],
  fn: TensorFunction,
  tolerance: Tolerance = { absolute: 2e-3, relative: 2e-3 },
): Promise<void> {
  const [y, ...gradients] = await computeOn('onnx', inputs, withGradients(fn));
  const dy = randomArray(y?.shape ?? [], 7).values;
  await tf.setBackend('cpu');
  inputs.forEach((input, index) => {
    const weighed = (values: Float64Array): number =>
      tf.tidy(() => {
        const tensors = inputs.map((other, at) =>
          tf.tensor(Array.from(at === index ? values : other.values), [...other.shape]),
        );
        const result = Array.from(fn(...tensors).dataSync(), Number);
        return result.reduce((sum, value, at) => sum + value * (dy[at] ?? 0), 0);
      });
    const expected = numericGradient(weighed, input.values, 1e-2);
    expectAllClose(gradients[index]?.values ?? [], expected, tolerance);
  });
}
