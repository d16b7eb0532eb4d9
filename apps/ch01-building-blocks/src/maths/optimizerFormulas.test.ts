import { expectAllClose, numericGradient } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { descentAfter, momentumAfter } from './closedForms.ts';
import {
  adamFormula,
  gradientDescent,
  momentum,
  rmsProp,
  type UpdateFormula,
} from './optimizerFormulas.ts';
import { type Point, RAVINE, SADDLE, type Surface } from './surfaces.ts';

await tf.setBackend('cpu');

function walk(formula: UpdateFormula, { start, gradient }: Surface, numSteps: number): Point[] {
  const places: Point[] = [start];
  for (let step = 0; step < numSteps; step++) {
    const place = places.at(-1) as Point;
    places.push(formula(place, gradient(place)) as Point);
  }
  return places;
}

describe.each([RAVINE, SADDLE])('the $name', ({ value, gradient, tensorValue, start, minimum }) => {
  const points: Point[] = [start, [0.3, -0.7], [1, 1], [0, 0]];

  it('has the gradient that finite differences measure', () => {
    for (const point of points) {
      const measured = numericGradient(([x = 0, y = 0]) => value([x, y]), [...point]);
      expectAllClose([...gradient(point)], measured, { absolute: 1e-7 });
    }
  });

  it('is the same on tensors', () => {
    for (const point of points) {
      const result = tf.tidy(() => tensorValue(tf.tensor1d([...point])).dataSync()[0] as number);
      expectAllClose(result, value(point), { absolute: 1e-6 });
    }
  });

  it('is nowhere lower than it says', () => {
    for (let x = -2; x <= 2; x += 0.125) {
      for (let y = -2; y <= 2; y += 0.125) expect(value([x, y])).toBeGreaterThanOrEqual(minimum);
    }
  });
});

describe('steps on a quadratic', () => {
  it.each([0.01, 0.02, 0.036])('of gradient descent follow the closed form, rate %d', (rate) => {
    const places = walk(gradientDescent(rate), RAVINE, 100);
    for (const [t, place] of places.entries()) {
      const expected = place.map((_, axis) =>
        descentAfter(t, {
          start: RAVINE.start[axis] as number,
          rate,
          curvature: RAVINE.curvatures[axis] as number,
        }),
      );
      expectAllClose([...place], expected, { absolute: 1e-12 });
    }
  });

  // Complex roots, real roots, a double root (keep = (1 - √rate)²), both roots 0 on one axis.
  it.each([
    [0.02, 0.9],
    [0.05, 0.2],
    [0.04, 0.64],
    [0.05, 0],
    [1, 0],
  ])('of momentum follow the closed form, rate %d, keep %d', (rate, keep) => {
    const places = walk(momentum(rate, keep), RAVINE, 100);
    for (const [t, place] of places.entries()) {
      const expected = place.map((_, axis) =>
        momentumAfter(t, {
          start: RAVINE.start[axis] as number,
          rate,
          keep,
          curvature: RAVINE.curvatures[axis] as number,
        }),
      );
      expectAllClose([...place], expected, { absolute: 1e-9, relative: 1e-12 });
    }
  });
});

describe('the formulas, where a result is known', () => {
  it('Adam: with gradients that stay the same every step is as long as the rate', () => {
    const step = adamFormula(0.1, 0.9, 0.999, 0);
    let place: readonly number[] = [5, 5];
    for (let t = 1; t <= 20; t++) {
      place = step(place, [3, -0.004]);
      expectAllClose([...place], [5 - 0.1 * t, 5 + 0.1 * t], { absolute: 1e-12 });
    }
  });

  it('RMSProp: with gradients that stay the same the mean square is (1 - rho^t) g²', () => {
    const step = rmsProp(0.1, 0.9, 0);
    let [place, expected]: [readonly number[], number] = [[5], 5];
    for (let t = 1; t <= 20; t++) {
      place = step(place, [3]);
      expected -= 0.1 / Math.sqrt(1 - 0.9 ** t);
      expectAllClose([...place], [expected], { absolute: 1e-12 });
    }
  });

  it.each([RAVINE, SADDLE])(
    'rounded to float32 they give float32 numbers close by, $name',
    (surface) => {
      const formulas = [
        (round?: (v: number) => number) => gradientDescent(0.03, round),
        (round?: (v: number) => number) => momentum(0.02, 0.9, round),
        (round?: (v: number) => number) => rmsProp(0.05, 0.9, 1e-7, round),
        (round?: (v: number) => number) => adamFormula(0.05, 0.9, 0.999, 1e-7, round),
      ];
      for (const formula of formulas) {
        const single = walk(formula(Math.fround), surface, 100).slice(1).flat();
        expect(single).toEqual(single.map(Math.fround));
        expectAllClose(single, walk(formula(), surface, 100).slice(1).flat(), { absolute: 2e-5 });
      }
    },
  );
});
