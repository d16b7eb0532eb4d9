import { Random } from '@dlqr/core/random';
import { expectAllClose } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { ACTIVATIONS, type ActivationName } from './activations.ts';
import { product, transpose } from './matrices.ts';
import { expectedFirstToLast } from './vanishing.ts';

const [WIDTH, DEPTH, SAMPLES] = [64, 6, 40];

/** A net of random weights and a random error signal at its end, all in plain loops. */
function measuredFirstToLast(activation: ActivationName, gain: number, seed: number) {
  const random = new Random(seed);
  const { value, slope } = ACTIVATIONS.find(({ name }) => name === activation) ?? {
    value: Number,
    slope: Number,
  };
  const normals = (rows: number, deviation: number) =>
    Array.from({ length: rows }, () =>
      Array.from({ length: WIDTH }, () => random.normal(0, deviation)),
    );
  const weights = Array.from({ length: DEPTH }, () => normals(WIDTH, Math.sqrt(gain / WIDTH)));
  const linear: number[][][] = [];
  const outputs = [normals(SAMPLES, 1)];
  for (const matrix of weights) {
    const z = product(outputs.at(-1) ?? [], matrix).map((row) => [...row]);
    linear.push(z);
    outputs.push(z.map((row) => row.map(value)));
  }
  let signal = normals(SAMPLES, 1);
  const lengths: number[] = [];
  for (let layer = DEPTH - 1; layer >= 0; layer--) {
    const gradient = product(transpose(outputs[layer] ?? []), signal);
    lengths.unshift(Math.hypot(...gradient.flat()));
    const back = product(signal, transpose(weights[layer] ?? []));
    const slopes = (linear[layer - 1] ?? []).map((row) => row.map(slope));
    signal = back.map((row, r) => row.map((d, c) => d * (slopes[r]?.[c] ?? 0)));
  }
  return { measured: (lengths[0] ?? 0) / (lengths.at(-1) ?? 0), outputs };
}

describe('expectedFirstToLast', () => {
  it.each([
    ['sigmoid', 1],
    ['tanh', 1],
    ['ReLU', 2],
    ['leaky ReLU', 1],
  ] as const)('is what a net of random weights does, %s, gain %d', (activation, gain) => {
    for (const seed of [1, 2, 3]) {
      const { measured, outputs } = measuredFirstToLast(activation, gain, seed);
      const expected = expectedFirstToLast(
        outputs.map((output) => output.flat()),
        activation,
        gain,
      );
      expectAllClose(Math.log(measured / expected), 0, { absolute: 0.35 });
    }
  });

  it('halves with each layer where slopes are a quarter and the gain is 4', () => {
    const layer = [0.5, 0.5, 0.5];
    expect(expectedFirstToLast([layer, layer, layer, layer], 'sigmoid', 4)).toBe(0.25);
  });
});
