// A small regression problem with a known answer, for tests.
import { Random } from '../../random/index.ts';

/** Rows of three features and the target 2a - b + 0.5c + 1, with a little noise. */
export function plane(numRows: number): { x: number[][]; y: number[][] } {
  const random = new Random(11, 'plane');
  const x = Array.from({ length: numRows }, () => [0, 0, 0].map(() => random.normal()));
  const y = x.map(([a = 0, b = 0, c = 0]) => [2 * a - b + 0.5 * c + 1 + 0.1 * random.normal()]);
  return { x, y };
}
