import { Random } from '@dlqr/core/random';
import { expectAllClose, numericGradient } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { backward, descend, flattened, forward, unflattened } from './twoLayerNet.ts';

const [NUM_INPUTS, NUM_HIDDEN, NUM_SAMPLES] = [3, 4, 6];

function problem(seed: number) {
  const random = new Random(seed);
  const normals = (count: number) => Array.from({ length: count }, () => random.normal());
  return {
    x: Array.from({ length: NUM_SAMPLES }, () => normals(NUM_INPUTS)),
    y: Array.from({ length: NUM_SAMPLES }, () => [random.integer(0, 2)]),
    weights: unflattened(
      normals(NUM_INPUTS * NUM_HIDDEN + NUM_HIDDEN + NUM_HIDDEN + 1),
      NUM_INPUTS,
      NUM_HIDDEN,
    ),
  };
}

describe('the net of two layers', () => {
  it.each([1, 2, 3])('has the gradient that finite differences measure, seed %i', (seed) => {
    const { x, y, weights } = problem(seed);
    const { gradients } = backward(x, y, weights, forward(x, y, weights));
    const measured = numericGradient(
      (values) => forward(x, y, unflattened(values, NUM_INPUTS, NUM_HIDDEN)).cost,
      flattened(weights),
    );
    expectAllClose(flattened(gradients), measured, { absolute: 1e-8 });
  });

  it('computes what pen and paper give for one hidden unit', () => {
    const weights = { w1: [[2]], b1: [-1], w2: [[3]], b2: [0.5] };
    const { z1, a1, a2, cost } = forward([[0.5]], [[1]], weights);
    // z1 = 2 * 0.5 - 1 = 0, tanh 0 = 0, z2 = 0.5, a2 = 1 / (1 + e^-0.5), cost = -ln a2
    expect([z1, a1]).toEqual([[[0]], [[0]]]);
    expectAllClose([a2[0]?.[0] ?? 0, cost], [0.6224593312018546, 0.4740769841801067], {
      absolute: 1e-15,
    });
  });

  it('stays finite where the probability is 0 or 1', () => {
    const weights = { w1: [[100]], b1: [0], w2: [[1000]], b2: [0] };
    expect(forward([[1]], [[0]], weights).cost).toBe(1000);
    expect(forward([[1]], [[1]], weights).cost).toBe(0);
  });

  it('costs less after a step down', () => {
    const { x, y, weights } = problem(4);
    const pass = forward(x, y, weights);
    const lower = descend(weights, backward(x, y, weights, pass).gradients, 0.01);
    expect(forward(x, y, lower).cost).toBeLessThan(pass.cost);
    expect(flattened(unflattened(flattened(lower), NUM_INPUTS, NUM_HIDDEN))).toEqual(
      flattened(lower),
    );
  });
});
