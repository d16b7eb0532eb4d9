import { expectAllClose, numericGradient } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { ACTIVATIONS } from './activations.ts';

const POINTS = [-8, -2.5, -1, -0.25, 0.25, 1, 2.5, 8];

describe.each(ACTIVATIONS)('$name', ({ name, value, slope }) => {
  it('has the slope that finite differences measure', () => {
    for (const z of POINTS) {
      const [expected = Number.NaN] = numericGradient(([at = 0]) => value(at), [z], 1e-5);
      expectAllClose(slope(z), expected, { absolute: 1e-9 });
    }
  });

  it('has the values that anyone can look up', () => {
    const expected = {
      sigmoid: [0.5, 0.7310585786300049], // 1 / (1 + 1 / e)
      tanh: [0, 0.7615941559557649],
      ReLU: [0, 1],
      'leaky ReLU': [0, 1],
    }[name];
    expectAllClose([value(0), value(1)], expected, { absolute: 1e-15 });
    const left = { sigmoid: 0.2689414213699951, tanh: -0.7615941559557649, ReLU: 0 };
    expect(value(-1)).toBeCloseTo({ ...left, 'leaky ReLU': -0.1 }[name], 15);
  });
});
