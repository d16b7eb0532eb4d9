// Compares kernels with those of the cpu backend, on numbers that are the same in every run.
import { Random } from '@dlqr/core/random';
import { expectAllClose, type Tolerance } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'vitest';
import { fallbackCounts } from '../../index.ts';

type Results = tf.Tensor | readonly tf.Tensor[];

interface Computed {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly values: readonly number[];
}

async function computeOn(backend: string, compute: () => Results): Promise<Computed[]> {
  await tf.setBackend(backend);
  const results = tf.tidy(() => [compute()].flat());
  const computed = results.map((tensor) => ({
    shape: tensor.shape,
    dtype: tensor.dtype,
    values: Array.from(tensor.dataSync(), Number),
  }));
  tf.dispose(results);
  return computed;
}

/**
 * Expects that a function gives the same arrays on `onnx` as on `cpu`, and that no kernel runs on
 * `cpu` in secret. It must make its tensors itself.
 */
export async function expectLikeCpu(
  compute: () => Results,
  tolerance: Tolerance = { relative: 2e-6, absolute: 2e-6 },
): Promise<void> {
  const expected = await computeOn('cpu', compute);
  const before = fallbackCounts();
  const actual = await computeOn('onnx', compute);
  expect(fallbackCounts()).toEqual(before);
  expect(actual.map(({ shape, dtype }) => ({ shape, dtype }))).toEqual(
    expected.map(({ shape, dtype }) => ({ shape, dtype })),
  );
  actual.forEach(({ values }, index) => {
    expectAllClose(values, expected[index]?.values as number[], tolerance);
  });
}

/** Seeded arrays: normal numbers, integers from -9 to 9, or truth values. */
export class Numbers {
  readonly #random: Random;

  constructor(seed: number) {
    this.#random = new Random(seed, 'kernels');
  }

  /** @param scale the standard deviation */
  float(shape: number[], scale = 1): tf.Tensor {
    return this.#tensor(shape, 'float32', () => this.#random.normal() * scale);
  }

  /** Between two numbers. */
  between(shape: number[], low: number, high: number): tf.Tensor {
    return this.#tensor(shape, 'float32', () => low + (high - low) * this.#random.uniform());
  }

  int(shape: number[], low = -9, high = 9): tf.Tensor {
    const count = high - low + 1;
    return this.#tensor(shape, 'int32', () => low + Math.floor(this.#random.uniform() * count));
  }

  bool(shape: number[]): tf.Tensor {
    return this.#tensor(shape, 'bool', () => (this.#random.uniform() < 0.5 ? 0 : 1));
  }

  /** Rows of ascending numbers. */
  sorted(rows: number, columns: number): tf.Tensor {
    const values = Array.from({ length: rows }, () =>
      Array.from({ length: columns }, () => this.#random.normal()).sort((a, b) => a - b),
    );
    return tf.tensor(values);
  }

  #tensor(shape: number[], dtype: 'float32' | 'int32' | 'bool', draw: () => number): tf.Tensor {
    const length = tf.util.sizeFromShape(shape);
    return tf.tensor(Array.from({ length }, draw), shape, dtype);
  }
}

/** What rounding, comparisons and NaN rules are tried with. */
export const SPECIAL: readonly number[] = [
  ...[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -0, 1, -1, 0.5, -0.5],
  ...[1.5, 2.5, -2.5, 1e-7, -1e-7, 30, -30, 100, -100, 1e30, -1e30],
];
