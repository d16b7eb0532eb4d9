import { expect, it } from 'vitest';
import { expectAllClose } from './expectAllClose.ts';
import { numericGradient } from './numericGradient.ts';

it('numericGradient gives the slope in each direction and leaves the point as it was', () => {
  const point = [2, -1, 0.5];
  const gradient = numericGradient(([x = 0, y = 0, z = 0]) => x ** 2 * y + Math.sin(z), point);
  expectAllClose(gradient, [-4, 4, Math.cos(0.5)], { absolute: 1e-7 });
  expect(point).toEqual([2, -1, 0.5]);
});
